"""`sciatica-tui export`: everything as JSON, the check-ins as a spreadsheet, or reminders for a calendar."""

from __future__ import annotations

from argparse import Namespace

from ..domain.errors import BadInput
from ..services import calendar_reminders, exports
from .context import Context
from .output import note, say
from .parser import Parser
from .prompts import choose_output, long_work, one_file
from .streams import STREAM, stream_format, write_stdout

INTRO = """\
Write what you have logged to a file. Your journal stays as it is.

  sciatica-tui export sciatica.json   everything; import brings it all back
  sciatica-tui export sciatica.csv    the check-ins, one per row
  sciatica-tui export my.csv --dialect excel-de    for Excel in German
  sciatica-tui export reminders.ics   planned visits, for your calendar
  sciatica-tui export - | gzip > sciatica.json.gz  to standard output
"""

OUTRO = """\
FORMAT.md explains the names in JSON and CSV. A question you did not answer is
left empty; empty is not zero. The calendar file says when a visit is and with
whom, never why; if you export a visit again, your calendar updates it.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("export", "FILE.json|FILE.csv|FILE.ics|- [options]", INTRO, OUTRO, takes_words=True)
    group = parser.add_argument_group("export")
    group.add_argument("--format", metavar="FORMAT", help="for standard output: json (everything), csv or ics")
    parser.offers["--format"] = {ending[1:]: format_.scope for ending, format_ in exports.FORMATS.items()}
    group.add_argument(
        "--dialect",
        choices=tuple(exports.DIALECTS),
        default="excel",
        help="CSV: excel-de writes ; between cells, 6,5 and 21.11.2026",
    )
    group.add_argument("--also", metavar="NAMES", help=f"ICS: also reminders for {', '.join(calendar_reminders.NAMES)}")
    parser.offers["--also"] = dict.fromkeys(calendar_reminders.NAMES, "")
    group.add_argument("--force", action="store_true", help="overwrite a file without asking")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Write the file. Raises BadInput."""
    now, config = context.clock.now(), context.config.times
    names = calendar_reminders.names_of(args.also)
    wishes = exports.Wishes(context.today(), now, args.dialect, names, config.remind_from)
    if args.words == [STREAM] or args.format:
        suffix = stream_format(args, [ending.removeprefix(".") for ending in exports.FORMATS])
        export = exports.export(context.journal(), f".{suffix}", wishes)
        for sentence in export.omissions:
            note(sentence)
        write_stdout(export.data, "export")
        return 0
    path = one_file(args.words, "export", "sciatica.json")
    suffix = path.suffix.lower()
    if suffix not in exports.FORMATS:
        formats = " or ".join(f"{ending} ({format_.scope})" for ending, format_ in exports.FORMATS.items())
        raise BadInput(f"export writes {formats}, not {path.name}.")
    journal = context.journal()
    if not choose_output(path, context.paths, args.force):
        say("Nothing was written.")
        return 0
    with long_work(context.clock, f"Stopped; {path} was not written.") as progress:
        export = exports.export(journal, suffix, wishes, progress)
        for sentence in export.omissions:
            note(sentence)
        exports.write_export(export, path, context.paths)
    say(f"Exported {export.contents} to {path}")
    return 0
