"""`sciatica-tui export`: everything as JSON, or the check-ins as a spreadsheet."""

from __future__ import annotations

from argparse import Namespace

from ..domain.errors import BadInput
from ..domain.records import TABLES, CheckIn
from ..domain.text.grammar import count
from .context import Context
from .output import note, say
from .parser import Parser
from .prompts import choose_output, long_work, one_file

INTRO = """\
Write what you have logged into a file of your own. Nothing here is changed.

  sciatica-tui export sciatica.json   everything; import brings it all back
  sciatica-tui export sciatica.csv    the check-ins, a row each
"""

OUTRO = """\
Both name everything as FORMAT.md does. What was not answered is left empty; it
is not zero.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("export", "FILE.json|FILE.csv [--force]", INTRO, OUTRO, takes_words=True)
    parser.add_argument_group("export").add_argument(
        "--force", action="store_true", help="write over a file without asking"
    )
    return parser


def run(args: Namespace, context: Context) -> int:
    """Write the file."""
    from ..exchange.csv_format import write_csv
    from ..exchange.json_format import write_json
    from ..services.output_files import write_output
    from ..storage.merge import by_table

    path = one_file(args.words, "export", "sciatica.json")
    if path.suffix.lower() not in (".json", ".csv"):
        raise BadInput(f"export writes .json (everything) or .csv (the check-ins), not {path.name}.")
    journal = context.journal()
    if not choose_output(path, context.paths, args.force):
        say("Nothing was written.")
        return 0
    with long_work(context.clock, f"Stopped; {path} was not written.") as progress:
        if path.suffix.lower() == ".json":
            read = journal.history()
            for sentence in read.unreadable:
                note(f"Left out, as it can't be read: {sentence} (sciatica-tui check says more).")
            data, kept = write_json(by_table(read.history)), sum(not v.gone for v in read.history.values())
            said = f"{kept} records"
        else:
            entries = journal.all(CheckIn)
            data, said = write_csv(entries, progress), count(len(entries), "check-in")
            others = sum(len(journal.all(kind)) for kind in TABLES.values()) - len(entries)
            if others:
                note(f"{others} other records (sessions, medication, scans …) have no place in a CSV; JSON holds all.")
        write_output(path, data, context.paths, force=True)
    say(f"Written: {said} to {path}")
    return 0
