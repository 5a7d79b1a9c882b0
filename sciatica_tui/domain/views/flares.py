"""What is said of flares: on Today, one beside the others, what was logged before each, and the plan for bad days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from ..days import day_row
from ..flares import ASKED_FOR, Flare, worst_pain
from ..record_text import describe_checkin
from ..records import CheckIn, FlarePlan, RedFlagAnswer
from ..red_flags.flags import TITLES, Urgency, open_answers, urgency_of
from ..text.dates import long_day, short_month, year_of
from ..text.grammar import count, joined
from .todo import DUE, PLAN, QUESTION, TO_DO, YES_NO, Todo

BAD = 8
"""From this leg or back pain on, 0–10, Today offers the plan for bad days (our choice)."""
PLAN_WORDS = "The plan for bad days"
DAYS_BEFORE = 3
MOST_EARLIER, MOST_DAYS = 5, 14
"""Earlier flares, the newest, and days of each that are shown beside each other."""

SUGGESTIONS = ("calves up on a chair", "lying on one side", "short walks", "heat", "ice", "less sitting", "no lifting")
"""Offered for the plan, to be taken with a key: what the first phase offers."""

_NO_PLAN_FOR = (
    "Get help now",
    "for pain or numbness in both legs, numbness between the legs, or new trouble with bladder or bowel. Of new "
    "weakness of one leg tell a doctor today. No plan is for these: {red_flags} has the whole list.",
)
NOT_BECAUSE = "What came before a flare need not have caused it: other days had much of this too."


def newest_plan(plans: Iterable[FlarePlan]) -> FlarePlan | None:
    """Return the plan that counts, the one changed last; `None` where there is none."""
    return max(plans, key=lambda plan: (plan.updated_at, plan.id), default=None)


def open_flare(flares: Sequence[Flare]) -> Flare | None:
    """Return the flare that is going on."""
    return flares[-1] if flares and flares[-1].last is None else None


def flare_rows(flares: Sequence[Flare], checkins: Iterable[CheckIn], plan: FlarePlan | None, on: date) -> list[Todo]:
    """Return Today's rows: the plan on a bad day, the flare that goes on, whether it is over, a plan to be written."""
    rows = []
    today = day_row(on, (entry for entry in checkins if entry.day == on))
    current = open_flare(flares)
    if current is not None or (worst_pain(today) or 0) >= BAD:
        rows.append(Todo(PLAN, DUE, PLAN_WORDS, "Enter" if plan else "not written yet"))
    if current is not None:
        rows.append(Todo("flare", TO_DO, f"Flare, day {current.day_number(on)}{_short_comparison(flares)}", "Enter"))
    elif flares and (last := flares[-1].last) is not None and not rows:
        if asks_if_over(flares, on):
            rows.append(Todo(f"flare-over:{last}", QUESTION, "Three calm days: is the flare over?", YES_NO))
        elif plan is None and on - last <= ASKED_FOR:
            rows.append(Todo(PLAN, TO_DO, "Write your plan for bad days", "on a good day"))
    return rows


def asks_if_over(flares: Sequence[Flare], on: date) -> bool:
    """Tell whether three calm days have ended the newest flare and the person has not said so yet."""
    since = flares[-1].back_since if flares else None
    return since is not None and on - since <= ASKED_FOR


class FlareComparison(msgspec.Struct, frozen=True, gc=False):
    """A day of a flare beside the same day of the earlier ones: how many had more pain, as much, less, were over."""

    number: int
    earlier: int
    worse: int
    alike: int
    milder: int
    over: int

    @property
    def without_entry(self) -> int:
        """How many went on but have no pain logged for that day."""
        return self.earlier - self.worse - self.alike - self.milder - self.over


def comparison(flares: Sequence[Flare]) -> FlareComparison | None:
    """Compare the last day with a pain of the newest flare; `None` without earlier flares or without a pain."""
    if len(flares) < 2 or not flares[-1].pains:
        return None
    number = max(flares[-1].pains)
    pain, earlier = flares[-1].pains[number], flares[:-1]
    same_day = [past.pains[number] for past in earlier if number in past.pains]
    return FlareComparison(
        number,
        len(earlier),
        worse=sum(earlier_pain > pain for earlier_pain in same_day),
        alike=same_day.count(pain),
        milder=sum(earlier_pain < pain for earlier_pain in same_day),
        over=sum(past.last is not None and past.day_number(past.last) < number for past in earlier),
    )


def comparison_words(flares: Sequence[Flare]) -> str:
    """Say how the newest flare stands beside the earlier ones, or how long it was; never how it will go on."""
    newest, earlier = flares[-1], flares[:-1]
    if newest.last is not None:
        days = newest.day_number(newest.last)
        longer = sum(past.last is not None and past.day_number(past.last) > days for past in earlier)
        length = f"It lasted {count(days, 'day')}."
        if len(earlier) == 1:
            return f"{length} Your earlier flare {'lasted longer' if longer else 'was no longer'}."
        return f"{length} {longer or 'None'} of {len(earlier)} earlier flares lasted longer." if earlier else length
    if not earlier:
        return "This is the first flare you logged. You can compare the next ones with it, day by day."
    day = comparison(flares)
    if day is None:
        return "It has no pain logged yet to compare."
    flares_words = count(day.earlier, "earlier flare") if day.earlier > 1 else "your earlier flare"
    if day.without_entry == day.earlier:
        return f"Day {day.number}: no entry for that day in {flares_words}."
    parts = [
        f"{day.alike} as bad" if day.alike else "",
        f"{day.milder} milder" if day.milder else "",
        f"{day.over} over by then" if day.over else "",
        f"{day.without_entry} without an entry for that day" if day.without_entry else "",
    ]
    if day.earlier > 1:
        words = f"milder than {day.worse} of {flares_words}" if day.worse else f"none of {flares_words} was worse"
    else:
        words = f"milder than {flares_words}" if day.worse else f"{flares_words} was no worse"
    other_counts = ", ".join(filter(None, parts))
    return f"Day {day.number}: {words}{f' ({other_counts})' if other_counts else ''}."


def _short_comparison(flares: Sequence[Flare]) -> str:
    day = comparison(flares)
    return f": milder than {day.worse} of {day.earlier}" if day is not None and day.worse else ""


class FlareLine(msgspec.Struct, frozen=True, gc=False):
    """A flare as a line of the chart: when it began, and for each day from the first its worst pain, if logged."""

    name: str
    pains: tuple[int | None, ...]
    over: bool


def flare_lines(flares: Sequence[Flare], today: date) -> tuple[FlareLine, ...]:
    """Return the newest flare and those before it, day by day, the newest first."""
    newest_first = flares[: -MOST_EARLIER - 2 : -1]
    lines = []
    for flare in newest_first:
        days = min(flare.day_number(flare.last or today), MOST_DAYS)
        pains = tuple(flare.pains.get(number) for number in range(1, days + 1))
        lines.append(FlareLine(short_month(flare.first, today), pains, flare.last is not None))
    return tuple(lines)


def before_lines(flares: Sequence[Flare], checkins: Iterable[CheckIn], today: date) -> tuple[str, ...]:
    """Return what was logged on the three days before each of the newest flares; the first line says what it means."""
    entries = tuple(checkins)
    lines = [NOT_BECAUSE]
    for flare in flares[: -MOST_EARLIER - 2 : -1]:
        lines += ["", f"Before {long_day(flare.first)}{year_of(flare.first, today)}"]
        for ago in range(DAYS_BEFORE, 0, -1):
            day = [entry for entry in entries if (flare.first - entry.day) == timedelta(ago)]
            words = "; ".join(describe_checkin(entry) for entry in day_row(flare.first, day).checkins)
            lines.append(f"  {count(ago, 'day'):<6} {words or '–'}")
    return tuple(lines)


def red_flags_first(answers: Iterable[RedFlagAnswer], on: date) -> tuple[tuple[str, str], ...]:
    """Return what comes before the rows of a plan: the red flag that is open already, and what no plan is for."""
    open_urgency = urgency_of(flag for answer in open_answers(answers, on) for flag in answer.flags)
    if open_urgency is None or open_urgency < Urgency.SAME_DAY:
        return (_NO_PLAN_FOR,)
    return ("Red flag open", f"{TITLES[open_urgency]}, before anything below."), _NO_PLAN_FOR


def plan_rows(plan: FlarePlan | None, routine: str | None) -> tuple[tuple[str, str], ...]:
    """Return the plan as it is read on a bad day, as (heading, words); `routine` is the title of its routine."""
    if plan is None:
        return ("Your plan", "Nothing here yet. Write it on a good day."), ("Helps many", joined(SUGGESTIONS))
    parts = [
        ("What helped", " · ".join(plan.helped or ())),
        ("Routine", routine),
        ("Call", plan.call),
        ("To yourself", plan.note),
    ]
    return tuple((heading, words) for heading, words in parts if words) or (("Your plan", "It is empty."),)
