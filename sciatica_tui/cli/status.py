"""`sciatica-tui status`: one line for a prompt or status bar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.assessment.open_questions import questions
from ..domain.check_in.schedule import tells_of_the_day
from ..domain.days import DayRow, day_row
from ..domain.episodes import day_number, span_on
from ..domain.records import CheckIn, Episode
from ..domain.red_flags.flags import open_answers, urgency_of
from ..domain.snapshot import RecordSnapshot
from ..domain.text.dates import long_day, year_of
from ..domain.text.grammar import capital
from ..domain.views.alert import alert
from ..services.device_copies import copies_words, paths_beside
from ..services.records_snapshot import snapshot_of
from .context import Context
from .json_output import add_json, say_json
from .output import say
from .parser import Parser

INTRO = """\
How you are, in one line: the worst of today, or of the last day you logged.

  sciatica-tui status            Leg 3, back 2, thigh · logged today · day 23
  sciatica-tui status --short    what is left to do today, for a prompt:
                                 not logged · weekly tests due

With --short, nothing is printed when all is done; it is fast enough for every
prompt. In bash: PS1='$(sciatica-tui status --short) \\w $ '
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("status", "[--short] [--json]", INTRO)
    group = parser.add_argument_group("status")
    group.add_argument("--short", action="store_true", help="what is left to do today, nothing when all is done")
    add_json(group)
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print one line on how things stand, or with --short on what is left to do today."""
    journal, today = context.journal(), context.today()
    records = snapshot_of(journal)
    copies = () if context.demo or args.short else paths_beside(context.paths.data)
    if args.json:
        say_json("status", **status_json(records, today, copies))
        return 0
    if not args.short:
        say(full_line(records, today, copies))
        return 0
    from ..domain.views.prompt import prompt_line
    from ..services.prompt_line import keep_prompt_line

    line = prompt_line(records, today)
    if line:
        say(line)
    if not context.demo:
        keep_prompt_line(journal, context.paths, context.clock)
    return 0


def full_line(records: RecordSnapshot, today: date, copies: Sequence[Path] = ()) -> str:
    """Say how it stands: `Leg 3, back 2, thigh · logged today · day 23`.

    An open red flag comes first, what is to be answered last, and `copies` of other devices that wait to be merged.
    """
    entries = [entry for entry in records.checkins if entry.day <= today]
    parts = alert(records, today)
    if not entries:
        return " · ".join([*parts, "Nothing logged yet; start with: sciatica-tui log 6/3 calf"])
    day = max([entry.day for entry in entries])
    parts.append(_worst(day_row(day, [entry for entry in entries if entry.day == day])))
    parts.append("logged today" if day == today else f"{_ago(day, today)}, not logged today")
    parts += [_episode_words(records.episodes, entries, today), *questions(records, today), copies_words(copies)]
    return " · ".join(filter(None, parts))


def status_json(records: RecordSnapshot, today: date, copies: Sequence[Path] = ()) -> dict[str, Any]:
    """Return how it stands as plain values; the two lines are those that `status` and `status --short` print."""
    from ..domain.views.prompt import prompt_line

    days = [entry.day for entry in records.checkins if entry.day <= today]
    last = max(days, default=None)
    worst = day_row(last, [entry for entry in records.checkins if entry.day == last]) if last is not None else None
    standing = open_answers(records.red_flags, today)
    urgency = urgency_of(flag for answer in standing for flag in answer.flags)
    return {
        "day": today,
        "line": full_line(records, today, copies),
        "to_do": prompt_line(records, today),
        "logged_today": last == today,
        "last_day": last,
        "leg_pain": worst.leg_pain if worst is not None else None,
        "back_pain": worst.back_pain if worst is not None else None,
        "zone": worst.zone if worst is not None else None,
        "episode_day": day_number(records.episodes, records.checkins, today),
        "red_flags": [flag for answer in standing for flag in answer.flags],
        "urgency": urgency.name.lower() if urgency is not None else None,
        "questions": questions(records, today),
    }


def _episode_words(episodes: Sequence[Episode], entries: Sequence[CheckIn], today: date) -> str:
    span = span_on(episodes, today)
    if span.last is not None:
        return f"episode ended {long_day(span.last)}{year_of(span.last, today)}"
    number = day_number(episodes, entries, today)
    return "" if number is None else span.day_words(number)


def _worst(row: DayRow) -> str:
    parts = [f"{name} {pain}" for name, pain in (("leg", row.leg_pain), ("back", row.back_pain)) if pain is not None]
    if row.zone is not None:
        parts.append("hurts nowhere" if row.zone.value == "none" else row.zone.value)
    parts += [f"{zone} numb" for zone in row.numb]
    line = ", ".join(parts) or "no pain logged"
    number = sum(map(tells_of_the_day, row.checkins))
    return f"Worst of {number}: {line}" if parts and number > 1 else capital(line)


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    if days == 1:
        return "yesterday"
    return f"on {long_day(day)}" if days < 7 else f"{days} days ago"
