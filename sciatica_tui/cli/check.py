"""`sciatica-tui check`: the health of the file."""

from __future__ import annotations

from argparse import Namespace

from ..domain.records import CheckIn
from ..services.device_copies import copy_sentence, paths_beside
from .context import Context
from .json_output import add_json, say_json
from .output import say
from .parser import Parser

INTRO = """\
Check your journal, its backups and the settings, and say what is wrong.
Exit code 0 if all is well, else 1.

  sciatica-tui check             say what is wrong
  sciatica-tui check --repair    repair what can be repaired, after a backup
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("check", "[--repair] [--json]", INTRO)
    group = parser.add_argument_group("check")
    group.add_argument("--repair", action="store_true", help="repair what can be repaired")
    add_json(group)
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print what is wrong, beside the notices on stderr; mend it first with --repair."""
    journal = context.journal()
    repairs = journal.repair() if args.repair and journal.check() else ()
    copies = () if context.demo else paths_beside(context.paths.data)
    findings = [*journal.check(), *map(copy_sentence, copies)]
    notices = [*journal.notices, *context.config.problems]
    entries = len(journal.all(CheckIn))
    healthy = not findings and not notices
    if args.json:
        path = str(journal.path) if journal.path is not None else None
        say_json(
            "check", healthy=healthy, path=path, checkins=entries, findings=findings, notices=notices, repairs=repairs
        )
        return 0 if healthy else 1
    for sentence in (*repairs, *findings):
        say(sentence)
    if not healthy:
        return 1
    if journal.path is None and not context.demo:
        say(f"There is nothing to check yet: your data will be in {context.paths.data}.")
        return 0
    say(f"All is well: {entries} check-in{'' if entries == 1 else 's'} in {journal.path or 'the made-up history'}.")
    return 0
