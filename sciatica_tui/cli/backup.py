"""`sciatica-tui backup`: a lasting backup, now."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..domain.errors import BadInput
from ..services import backups
from .context import Context
from .output import say
from .parser import Parser
from .prompts import choose_output

INTRO = """\
Copy your journal as it is, into the backups folder or to a file you name.
Backups you make are never deleted. The app makes its own as well: the version
before the last save, one a day for a week, and one before each import or
restore.

  sciatica-tui backup                        into the backups folder
  sciatica-tui backup /media/stick/my.json   to another disk
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("backup", "[FILE] [--force]", INTRO, takes_words=True)
    parser.add_argument_group("backup").add_argument(
        "--force", action="store_true", help="overwrite a file without asking"
    )
    return parser


def run(args: Namespace, context: Context) -> int:
    """Write a copy of the data file, and print where it is."""
    if context.demo:
        raise BadInput("The made-up history has no file to back up; leave out --demo.")
    if len(args.words) > 1:
        raise BadInput("backup takes one file, or none to use the backups folder.")
    journal = context.journal()
    if not backups.has_file(journal):
        raise BadInput("There is nothing to back up yet; log something first.")
    if not args.words:
        say(f"Copied to {backups.make(journal)}")
        return 0
    target = Path(args.words[0]).expanduser()
    if target.is_dir():
        target /= f"sciatica-{context.today().isoformat()}.json"
    if not choose_output(target, context.paths, args.force):
        say("Nothing was written.")
        return 0
    backups.write_copy(journal, target, context.paths)
    say(f"Copied to {target}")
    return 0
