"""`sciatica-tui backup`: a lasting safety copy, now."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..domain.errors import BadInput
from .context import Context
from .output import say
from .parser import Parser
from .prompts import choose_output

INTRO = """\
Copy the data file as it is, into the backups or where you say. Copies made by
hand are never deleted; others are made by themselves: the version before, one a
day for a week, and one before an import or a restore.

  sciatica-tui backup                        into the backups folder
  sciatica-tui backup /media/stick/my.json   to another disk
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("backup", "[FILE] [--force]", INTRO, takes_words=True)
    parser.add_argument_group("backup").add_argument(
        "--force", action="store_true", help="write over a file without asking"
    )
    return parser


def run(args: Namespace, context: Context) -> int:
    """Make the copy."""
    if context.demo:
        raise BadInput("The made-up history is not kept anywhere; leave --demo away.")
    if len(args.words) > 1:
        raise BadInput("backup takes one file, or none for the backups folder.")
    journal = context.journal()
    if journal.path is None or not journal.path.exists():
        raise BadInput("There is nothing to copy yet; log something first.")
    if not args.words:
        say(f"Copied to {journal.backup('by-hand')}")
        return 0
    from ..exchange.files import read_input
    from ..services.output_files import write_output

    target = Path(args.words[0]).expanduser()
    if target.is_dir():
        target /= f"sciatica-{context.today().isoformat()}.json"
    if not choose_output(target, context.paths, args.force):
        say("Nothing was written.")
        return 0
    write_output(target, read_input(journal.path), context.paths, force=True)
    say(f"Copied to {target}")
    return 0
