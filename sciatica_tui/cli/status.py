"""`sciatica-tui status`: one line for a prompt or status bar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from ..domain.days import DayRow, day_row
from ..domain.episodes import day_number, span_on
from ..domain.records import CheckIn, Episode, RedFlagAnswer
from ..domain.red_flags.flags import TITLES, open_answers, urgency_of
from ..domain.text.dates import long_day, year_of
from .context import Context
from .output import say
from .parser import Parser

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
    journal, today = context.journal(), context.today()
    entries, answers = journal.all(CheckIn), journal.all(RedFlagAnswer)
    if args.short:
        line = short_line(entries, answers, today)
    else:
        line = full_line(entries, answers, journal.all(Episode), today)
    if line:
        say(line)
    return 0


def full_line(
    entries: Sequence[CheckIn], answers: Sequence[RedFlagAnswer], episodes: Sequence[Episode], today: date
) -> str:
    """Say how it stands: `Leg 3, back 2, thigh · logged today · day 23`, with an open red flag first."""
    entries = [entry for entry in entries if entry.day <= today]
    parts = _alert(answers, today)
    if not entries:
        return " · ".join([*parts, "Nothing logged yet; start with: sciatica-tui log 6/3 calf"])
    day = max(entry.day for entry in entries)
    parts.append(_worst(day_row(day, (entry for entry in entries if entry.day == day))))
    parts.append("logged today" if day == today else f"{_ago(day, today)}, not logged today")
    return " · ".join(filter(None, [*parts, _episode_words(episodes, entries, today)]))


def short_line(entries: Sequence[CheckIn], answers: Sequence[RedFlagAnswer], today: date) -> str:
    """Say what is left to do: an open red flag, a check-in; empty when all is done."""
    missing = [] if any(entry.day == today for entry in entries) else ["not logged"]
    return " · ".join([*_alert(answers, today), *missing])


def _alert(answers: Sequence[RedFlagAnswer], today: date) -> list[str]:
    urgency = urgency_of(flag for answer in open_answers(answers, today) for flag in answer.flags)
    return [f"! {TITLES[urgency]}"] if urgency else []


def _episode_words(episodes: Sequence[Episode], entries: Sequence[CheckIn], today: date) -> str:
    last = span_on(episodes, today).last
    if last is not None:
        return f"episode ended {long_day(last)}{year_of(last, today)}"
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
