"""`sciatica-tui check`: the health of the file."""

from __future__ import annotations

from argparse import Namespace

from ..domain.records import CheckIn
from .context import Context
from .output import say
from .parser import Parser

INTRO = """\
Read the data file, its backups and the settings, and say what is wrong.
Exit code 0 where all is well, else 1.

  sciatica-tui check             say what is wrong
  sciatica-tui check --repair    mend what can be mended, after a backup
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("check", "[--repair]", INTRO)
    parser.add_argument_group("check").add_argument("--repair", action="store_true", help="mend what can be mended")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print what is wrong, beside the notices on stderr; mend it first with --repair."""
    journal = context.journal()
    if args.repair and journal.check():
        for sentence in journal.repair():
            say(sentence)
    findings = journal.check()
    for finding in findings:
        say(finding.sentence)
    if findings or journal.notices or context.config.problems:
        return 1
    entries = len(journal.all(CheckIn))
    if journal.path is None and not context.demo:
        say(f"There is nothing to check yet: your data will be in {context.paths.data}.")
        return 0
    say(f"All is well: {entries} check-in{'' if entries == 1 else 's'} in {journal.path or 'the made-up history'}.")
    return 0
