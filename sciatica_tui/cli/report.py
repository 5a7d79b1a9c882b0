"""`sciatica-tui report`: the page for a clinician."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..domain.check_in.date_input import read_day
from ..domain.errors import BadInput
from ..services import reports
from .context import Context
from .output import say
from .parser import Parser
from .prompts import choose_output, long_work, one_file
from .streams import STREAM, stream_format, write_stdout

INTRO = """\
One page that your clinician can read in a minute: red flags, the verdict, pain
and furthest zone over time, medication, phase, signs, tests, scans, exercises.
What it has no room for comes on a second page. Of your notes only that of a
scan is on it: what the report says.

  sciatica-tui report page.pdf                    A4
  sciatica-tui report page.pdf --paper letter --weekly
  sciatica-tui report page.md --without medication,events
  sciatica-tui report - | less                    Markdown, to standard output
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    outro = "sections:\n" + "\n".join(f"  {name:<12} {title}" for name, title in reports.section_titles().items())
    parser = Parser("report", "FILE.pdf|FILE.md|- [options]", INTRO, outro, takes_words=True)
    group = parser.add_argument_group("report")
    group.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the page size (a4)")
    group.add_argument("--weekly", action="store_true", help="weekly figures after it")
    group.add_argument("--sections", metavar="NAMES", help="only these, with commas between")
    group.add_argument("--without", metavar="NAMES", help="all but these")
    parser.offers |= dict.fromkeys(("--sections", "--without"), reports.section_titles())
    group.add_argument("--name", metavar="TEXT", default="", help="a name to put at the top of the page")
    group.add_argument("--on", metavar="DAY", help="as of an earlier day")
    group.add_argument("--format", metavar="FORMAT", help="for standard output: md or pdf (md)")
    parser.offers["--paper"] = {"a4": "210 × 297 mm", "letter": "8.5 × 11 inches"}
    parser.offers["--format"] = {"md": "Markdown", "pdf": ""}
    group.add_argument("--force", action="store_true", help="overwrite a file without asking")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Write the page and tell where it is."""
    streamed = args.words == [STREAM] or bool(args.format)
    suffix = stream_format(args, ("md", "pdf")) if streamed else ""
    path = Path(f"page.{suffix}") if streamed else one_file(args.words, "report", "page.pdf")
    if path.suffix.lower() not in (".pdf", ".md"):
        raise BadInput(f"report writes .pdf or .md, not {path.name}.")
    sections = reports.sections_of(args.sections, args.without)
    on = read_day(args.on, context.today()) if args.on else context.today()
    journal = context.journal()
    if not streamed and not choose_output(path, context.paths, args.force):
        say("Nothing was written.")
        return 0
    with long_work(context.clock, f"Stopped; {'the page' if streamed else path} was not written.") as progress:
        name = reports.MADE_UP if context.demo else args.name
        report = reports.page_of(journal, on, sections=sections, weekly=args.weekly, name=name, progress=progress)
        if streamed:
            write_stdout(reports.page_bytes(report, path.suffix, paper=args.paper, progress=progress), "page")
            return 0
        reports.write_page(report, path, context.paths, paper=args.paper, progress=progress)
    say(f"Written to {path}")
    return 0
