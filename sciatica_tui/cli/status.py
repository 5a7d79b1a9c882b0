"""`sciatica-tui status`: one line for a prompt or status bar."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from ..core.days import DayRow, logged_days
from ..core.records import CheckIn, Episode, RedFlagAnswer
from ..core.red_flags import ACTIONS, open_answers, urgency_of
from ..core.words import long_day
from .arguments import Parser
from .context import Context
from .output import say

if TYPE_CHECKING:
    from ..services import Services

INTRO = """\
How it stands, in one line: today's worst, or the last day's, and the day you are in.

  sciatica-tui status            Leg 3, back 2, thigh · logged today · day 23
  sciatica-tui status --short    nothing when today is logged, else: not logged

For a prompt (bash): PS1='$(sciatica-tui status --short) \\w $ '
"""


def parser() -> Parser:
    """The options and the help page."""
    made = Parser("status", "[--short]", INTRO)
    made.add_argument_group("status").add_argument("--short", action="store_true", help="empty when all is done")
    return made


def run(args: Namespace, context: Context) -> int:
    """Print the line."""
    services = context.services()
    line = short_line(services) if args.short else full_line(services)
    if line:
        say(line)
    return 0


def full_line(services: Services) -> str:
    """`Leg 3, back 2, thigh · logged today · day 23`, with an open red flag first."""
    today = services.today()
    rows = {day: row for day, row in logged_days(services.journal.all(CheckIn)).items() if day <= today}
    parts = _alert(services, today)
    if not rows:
        return " · ".join([*parts, "Nothing logged yet; start with: sciatica-tui log 6/3 calf"])
    day, row = max(rows.items())
    parts.append(_worst(row))
    parts.append("logged today" if day == today else f"{_ago(day, today)}, not logged today")
    parts.append(f"day {(today - _began(services, min(rows))).days + 1}")
    return " · ".join(parts)


def short_line(services: Services) -> str:
    """What is left to do: an open red flag, a check-in; empty when all is done."""
    today = services.today()
    logged = any(c.day == today for c in services.journal.all(CheckIn))
    return " · ".join([*_alert(services, today), *([] if logged else ["not logged"])])


def _alert(services: Services, today: date) -> list[str]:
    urgency = urgency_of(flag for a in open_answers(services.journal.all(RedFlagAnswer), today) for flag in a.flags)
    return [f"! {ACTIONS[urgency].heading}"] if urgency else []


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


def _began(services: Services, first: date) -> date:
    """The first day of the episode that is not over, else of the entries."""
    started = [e.started for e in services.journal.all(Episode) if e.ended is None and e.started is not None]
    return max(started, default=first)
