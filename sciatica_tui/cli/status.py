"""`sciatica-tui status`: one line for a prompt or status bar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..domain.days import DayRow, day_row
from ..domain.episodes import day_number, span_on
from ..domain.records import CheckIn, Episode, RedFlagAnswer
from ..domain.red_flags.flags import TITLES, open_answers, urgency_of
from ..domain.text.dates import long_day, year_of
from .context import Context
from .output import say
from .parser import Parser

if TYPE_CHECKING:
    from ..storage.journal import Journal

INTRO = """\
How it stands, in one line: the worst of today, or of the last day logged.

  sciatica-tui status            Leg 3, back 2, thigh · logged today · day 23
  sciatica-tui status --short    nothing when today is logged, else: not logged

For a prompt (bash): PS1='$(sciatica-tui status --short) \\w $ '
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("status", "[--short]", INTRO)
    parser.add_argument_group("status").add_argument("--short", action="store_true", help="empty when all is done")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print the line."""
    journal = context.journal()
    line = short_line(journal, context.today()) if args.short else full_line(journal, context.today())
    if line:
        say(line)
    return 0


def full_line(journal: Journal, today: date) -> str:
    """`Leg 3, back 2, thigh · logged today · day 23`, with an open red flag first."""
    entries = [c for c in journal.all(CheckIn) if c.day <= today]
    parts = _alert(journal, today)
    if not entries:
        return " · ".join([*parts, "Nothing logged yet; start with: sciatica-tui log 6/3 calf"])
    day = max(c.day for c in entries)
    parts.append(_worst(day_row(day, (c for c in entries if c.day == day))))
    parts.append("logged today" if day == today else f"{_ago(day, today)}, not logged today")
    return " · ".join(filter(None, [*parts, _episode_words(journal.all(Episode), entries, today)]))


def short_line(journal: Journal, today: date) -> str:
    """What is left to do: an open red flag, a check-in; empty when all is done."""
    logged = any(c.day == today for c in journal.all(CheckIn))
    return " · ".join([*_alert(journal, today), *([] if logged else ["not logged"])])


def _alert(journal: Journal, today: date) -> list[str]:
    urgency = urgency_of(flag for a in open_answers(journal.all(RedFlagAnswer), today) for flag in a.flags)
    return [f"! {TITLES[urgency]}"] if urgency else []


def _episode_words(episodes: Sequence[Episode], entries: Sequence[CheckIn], today: date) -> str:
    ended = span_on(episodes, today).last
    if ended is not None:
        return f"episode ended {long_day(ended)}{year_of(ended, today)}"
    number = day_number(episodes, entries, today)
    return "" if number is None else f"day {number}"


def _worst(row: DayRow) -> str:
    parts = [f"{name} {pain}" for name, pain in (("leg", row.leg_pain), ("back", row.back_pain)) if pain is not None]
    if row.zone is not None:
        parts.append("hurts nowhere" if row.zone.value == "none" else row.zone.value)
    line = ", ".join(parts) or "no pain entered"
    return line[0].upper() + line[1:]


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    if days == 1:
        return "yesterday"
    return f"on {long_day(day)}" if days < 7 else f"{days} days ago"
