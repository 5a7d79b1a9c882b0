"""`sciatica-tui restore`: back to a backup."""

from __future__ import annotations

from argparse import Namespace

from ..domain.errors import BadInput
from ..services import backups
from ..services.check_ins import open_flags_text
from .context import Context, at_a_terminal
from .json_output import add_json, say_json
from .output import complain, note, note_uncertain, say, show
from .parser import Parser
from .prompts import agreed, ask, uninterrupted

INTRO = """\
Replace everything you have now with a backup. What you have now is backed up
first, so you can go back to it. A red flag that you marked stays open until you
end it in the app.

  sciatica-tui restore           show the backups and choose one
  sciatica-tui restore --list    only show them
  sciatica-tui restore 2         the second in the list
  sciatica-tui restore /media/stick/my.json
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("restore", "[NUMBER|FILE] [--yes] | --list [--json]", INTRO, takes_words=True)
    group = parser.add_argument_group("restore")
    group.add_argument("--list", action="store_true", help="only show the backups")
    group.add_argument("--yes", action="store_true", help="don't ask")
    add_json(group)
    return parser


def run(args: Namespace, context: Context) -> int:
    """List the backups, show what restoring one would change, ask, and restore it."""
    if context.demo:
        raise BadInput("The made-up history has no backups; leave out --demo.")
    if len(args.words) > 1:
        raise BadInput("restore takes one backup: its number in the list, or a file.")
    if args.list and args.words:
        raise BadInput(f"“{args.words[0]}” is one word too many beside --list; see sciatica-tui restore --help.")
    if args.json and not args.list:
        raise BadInput("--json only goes with --list; see sciatica-tui restore --help.")
    journal = context.journal(writing=not args.list)
    usable, refusals = backups.list_all(journal)
    if args.json:
        say_json("restore", backups=backups.list_json(usable), unreadable=refusals)
        return 0
    for refusal in refusals:
        complain(refusal)
    if args.list:
        for line in backups.list_lines(usable):
            say(line)
        if not usable and not refusals:
            note(f"There are no backups in {context.paths.backups} yet.")
        return 0
    word = args.words[0] if args.words else _choose(backups.list_lines(usable), context)
    if word is None:
        return 0
    backup = backups.find(word, usable)
    for line in backups.description(journal, backup):
        show(line)
    otherwise = "Nothing was restored, as there is no terminal to ask you in; add --yes."
    if not agreed("Replace what you have now with it?", args.yes, otherwise):
        say("Nothing was restored.")
        return 0
    with uninterrupted():
        previous, open_flags, certain = backups.restore(journal, backup)
    try:
        say("Restored." + (f" What you had is kept as {previous}" if previous is not None else ""))
    finally:  # a red flag that stays is named even where the answer goes nowhere
        note_uncertain(certain)
        if open_flags:
            note(open_flags_text(open_flags))
    return 0


def _choose(lines: list[str], context: Context) -> str | None:
    """Show the list and ask for a number; None where none is chosen, or nobody can be asked."""
    if not lines:
        say(f"There are no backups in {context.paths.backups} yet.")
        return None
    for line in lines:
        show(line)
    if not at_a_terminal():
        note("To restore one: sciatica-tui restore NUMBER --yes")
        return None
    return ask("Which one? Its number · enter none: ") or None
