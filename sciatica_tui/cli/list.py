"""`sciatica-tui list`: what was written down, the newest first."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from ..domain.check_in.date_input import DAY_FORMS, read_day
from ..domain.errors import BadInput
from ..domain.text.dates import listed_day
from ..domain.text.grammar import count
from ..domain.text.suggestions import near_miss
from ..domain.views.history import Entry, EntryKind
from ..services import entries
from .context import Context
from .json_output import add_json, entry_json, kind_word, say_json
from .output import note, say
from .parser import Parser
from .table import CYAN, DIM, RED, on_terminal, say_table

INTRO = """\
List your entries, newest first: check-ins, sessions, medication, scans, events,
visits, red flags, phase decisions and more.

  sciatica-tui list                        the newest
  sciatica-tui list --since 2w --kind check-in
  sciatica-tui list --search "long drive"  by words, day or kind
  sciatica-tui list --limit 0 | wc -l      in a pipe: one line each, with tabs

show, edit and delete take the id from the first column, or last, -1, -2 … for
the latest entries; what was logged with another entry does not count there.
"""

SCREENFUL = 20
"""Entries that are listed on a terminal where nothing else is said."""

KINDS = {kind.value.replace(" ", "-"): kind for kind in EntryKind}
UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("list", "[options]", INTRO)
    group = parser.add_argument_group("list")
    group.add_argument("--since", metavar="DAY", help=f"from this day on: 2w, 10d, {DAY_FORMS}")
    group.add_argument("--until", metavar="DAY", help="up to this day")
    group.add_argument("--kind", metavar="KIND", help=f"only one kind: {', '.join(KINDS)}")
    parser.offers["--kind"] = dict.fromkeys(KINDS, "")
    group.add_argument("--search", metavar="WORDS", help="only entries with all these words in their line")
    group.add_argument(
        "--limit", metavar="N", help=f"at most N entries; 0 for all ({SCREENFUL} in a terminal, else all)"
    )
    add_json(group)
    return parser


def run(args: Namespace, context: Context) -> int:
    """List the entries that were asked for. Raises BadInput."""
    today, limit = context.today(), _limit(args)
    since, until = _day(args.since, today), _day(args.until, today)
    kind = _kind(args.kind) if args.kind is not None else None
    listing = entries.listing(context.journal(), None if args.json else today)
    matches: Sequence[Entry] = listing.matching(args.search or "", kind)
    if since is not None or until is not None:
        matches = [e for e in matches if (since is None or since <= e.day) and (until is None or e.day <= until)]
    page = matches[:limit] if limit else matches
    if args.json:
        say_json("list", entries=[entry_json(entry) for entry in page], matches=len(matches))
        return 0
    length = entries.id_length(listing.entries)
    if on_terminal():
        _say_for_people(page, len(matches), len(listing.entries), length, today)
    else:
        say_table((), [_cells(entry, length, entry.day.isoformat()) for entry in page], ())
    return 0


def _say_for_people(page: Sequence[Entry], matches: int, total: int, length: int, today: date) -> None:
    if not page:
        say("No entry matches." if total else "Nothing logged yet.")
        return
    say_table(
        ("ID", "DAY", "TIME", "KIND", "WHAT"),
        [_cells(entry, length, listed_day(entry.day, today)) for entry in page],
        (
            lambda _: CYAN,
            lambda _: None,
            lambda _: DIM,
            lambda row: RED if row[3] == EntryKind.RED_FLAG.value else DIM,
            lambda _: None,
        ),
    )
    if len(page) < matches:
        note(f"The newest {len(page)} of {count(matches, 'entry', 'entries')}; --limit 0 lists all.")


def _cells(entry: Entry, length: int, day: str) -> tuple[str, ...]:
    kind = entry.kind.value if on_terminal() else kind_word(entry)
    return entries.short_id(entry.record, length), day, entry.time, kind, entry.text


def _day(text: str | None, today: date) -> date | None:
    if text is None:
        return None
    short = re.fullmatch(r"([0-9]{1,5})\s*([dwmy])", text.strip().lower())
    return read_day(f"{short[1]} {UNITS[short[2]]} ago" if short else text, today)


def _kind(text: str) -> EntryKind:
    word = text.strip().lower().replace(" ", "-")
    if word not in KINDS:
        hint = near_miss(word, KINDS) or f"the kinds are {', '.join(KINDS)}."
        raise BadInput(f"“{text}” is not a kind of entry; {hint}")
    return KINDS[word]


def _limit(args: Namespace) -> int:
    if args.limit is None:
        return SCREENFUL if on_terminal() and not args.json else 0
    if not re.fullmatch(r"[0-9]{1,9}", args.limit):
        raise BadInput(f"--limit takes a whole number (0 for all), not “{args.limit}”.")
    return int(args.limit)
