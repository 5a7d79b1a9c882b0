"""`sciatica-tui restore`: back to a safety copy."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import BadInput
from ..domain.text.grammar import count
from .context import Context, at_a_terminal
from .output import complain, note, say
from .parser import Parser
from .prompts import agreed, ask, uninterrupted

if TYPE_CHECKING:
    from ..storage.backup_list import SafetyCopy
    from ..storage.journal import Journal

INTRO = """\
Put a safety copy in the place of everything. The present goes to the backups
before, so that you can come back.

  sciatica-tui restore           show the copies, and choose
  sciatica-tui restore 2         the second of the list
  sciatica-tui restore /media/stick/my.json
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("restore", "[NUMBER|FILE] [--yes]", INTRO, takes_words=True)
    parser.add_argument_group("restore").add_argument("--yes", action="store_true", help="don't ask")
    return parser


def run(args: Namespace, context: Context) -> int:
    """List, choose, show, ask, restore."""
    if context.demo:
        raise BadInput("The made-up history has no safety copies; leave --demo away.")
    if len(args.words) > 1:
        raise BadInput("restore takes one copy: its number in the list, or a file.")
    journal = context.journal(writing=True)
    copies, refusals = journal.safety_copies()
    for refusal in refusals:
        complain(refusal)
    copy = _named(args.words[0], copies) if args.words else _chosen(copies, context)
    if copy is None:
        return 0
    for line in _compared(copy, journal):
        say(line)
    otherwise = "Nothing was restored, as nobody can be asked here; add --yes."
    if not agreed("Put it in the place of what is there now?", args.yes, otherwise):
        say("Nothing was restored.")
        return 0
    with uninterrupted():
        kept = journal.restore(copy)
    say("Restored." + (f" What was there is kept as {kept}" if kept is not None else ""))
    return 0


def _chosen(copies: tuple[SafetyCopy, ...], context: Context) -> SafetyCopy | None:
    if not copies:
        say(f"There are no safety copies in {context.paths.backups} yet.")
        return None
    for number, copy in enumerate(copies, 1):
        when = f"{copy.saved_at:%Y-%m-%d %H:%M}" if copy.saved_at is not None else "unknown time    "
        last = f", the last of {copy.last_day}" if copy.last_day else ""
        say(f"{number:>3}  {when}  {count(copy.entries, 'check-in')}{last}  ({copy.words}, {copy.path.name})")
    if not at_a_terminal():
        note("To restore one: sciatica-tui restore NUMBER --yes")
        return None
    answer = ask("Which one? Its number · enter none: ")
    return _named(answer, copies) if answer else None


def _named(word: str, copies: tuple[SafetyCopy, ...]) -> SafetyCopy:
    from ..exchange.files import read_input
    from ..storage.backup_list import describe_copy

    if word.isascii() and word.isdigit():
        if not 1 <= int(word[:6]) <= len(copies):
            raise BadInput(f"There is no copy number {word}; sciatica-tui restore lists them.")
        return copies[int(word) - 1]
    by_name = next((copy for copy in copies if copy.path.name == word), None)
    if by_name is not None:
        return by_name
    path = Path(word).expanduser()
    copy = describe_copy(path, read_input(path))
    if copy is None:
        raise BadInput(f"{path} is damaged, or no data file of sciatica-tui; an export is taken in by import.")
    return copy


def _compared(copy: SafetyCopy, journal: Journal) -> list[str]:
    """What restoring changes, in numbers of entries."""
    from ..storage.merge import read_history

    there = read_history({name: rows.values() for name, rows in copy.tables().items()}).history
    here = journal.history().history
    kept = {ulid for ulid, version in there.items() if not version.gone}
    now = {ulid for ulid, version in here.items() if not version.gone}
    other = sum(there[ulid] != here[ulid] for ulid in kept & now)
    when = f"{copy.saved_at:%Y-%m-%d %H:%M}" if copy.saved_at is not None else "an unknown time"
    return [
        f"{copy.path.name} of {when}: {count(copy.entries, 'check-in')}.",
        f"It would take away {len(now - kept)} entries, bring back {len(kept - now)}, and change {other}.",
    ]
