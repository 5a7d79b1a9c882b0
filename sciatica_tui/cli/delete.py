"""`sciatica-tui delete`: an entry with all that came with it."""

from __future__ import annotations

from argparse import Namespace

from ..domain.records import Medication
from ..domain.text.dates import long_day
from ..domain.text.grammar import capital
from ..services import check_ins, entries
from .context import Context, at_a_terminal
from .output import note, note_uncertain, say, show
from .parser import Parser, one_id
from .prompts import agreed, say_how_to_undo

INTRO = """\
Delete an entry and what was logged with it. A red flag that you marked stays
until you end it in the app.

  sciatica-tui delete 4F7K2M  by the id that list and log print; asks first
  sciatica-tui delete 4f7     its first or last letters do too (three at least)
  sciatica-tui delete last    the latest; -1 is the same, -2 the one before

To get it back, use undo right away; later, restore a backup.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("delete", "ID [--yes]", INTRO, takes_words=True)
    parser.add_argument_group("delete").add_argument("--yes", action="store_true", help="don't ask")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Ask, delete the entry, and say how it comes back. Raises BadInput."""
    word = one_id(args.words, "delete")
    journal = context.journal(writing=True, begins=False)
    entry = entries.entry_of(journal, word)
    medicines = [e.text for e in entries.belongings(journal, entry.record) if isinstance(e.record, Medication)]
    words = entries.sentence(entry, context.today()) + (f"; with it {', '.join(medicines)}" if medicines else "")
    if not args.yes and at_a_terminal():
        show(capital(words))
    if not agreed("Delete it?", args.yes, "Nothing was deleted, as there is no terminal to ask you in; add --yes."):
        say("Nothing was deleted.")
        return 0
    deletion = check_ins.delete(journal, f"{entry.kind.value} of {long_day(entry.day)} deleted", entry.record)
    try:
        say(f"Deleted: {words}")
        say_how_to_undo(args)
    finally:  # that a red flag stays is said even where the answer goes nowhere
        note_uncertain(deletion.certain)
        if deletion.open_flags:
            note(check_ins.open_flags_text(deletion.open_flags))
    return 0
