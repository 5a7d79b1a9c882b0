"""A walking plan: from the person's own minutes to 30 on five days a week, as far as the leg takes it.

Up, the same or back is worked out from the diary, one step at a time, and becomes a step only when the person takes it.
Build-up to 30 minutes five times a week: WalkBack, Lancet 2024. The limits of a step are our choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from ..averages import median
from ..days import each_day
from ..pauses import is_paused
from ..records import ActivityKind, CheckIn, NextDay, Session, WalkMove, WalkPause, WalkPlan, WalkStep
from ..red_flags.flags import locked
from ..snapshot import RecordSnapshot
from ..text.dates import long_day
from ..text.grammar import count, number
from ..zones import level
from .catalogue import Guided

WALK = "walk"
GOAL_MINUTES, DAYS_A_WEEK = 30, 5
WEEK = 7
"""Days before a step up, and days that a flare holds the plan."""

ENOUGH_WALKS, ENOUGH_ANSWERS = 3, 2
"""Walks in seven days, and days after a walk with an answer, that a step up asks for."""

FULL = 0.8
"""The part of the planned minutes from which a walk counts as one of the plan's."""

WORSE_BY = 2
"""Leg pain so far above the median of the seven days before is a worse day."""

WORSE_IN_A_ROW = 2
LOOKED_BACK_DAYS = 28


class Advice(msgspec.Struct, frozen=True):
    """What the diary says of the plan on a day: up, the same or back, to how many minutes, and why."""

    move: WalkMove
    minutes: float
    why: str


class _Day(msgspec.Struct):
    """A day of the diary: `walked` minutes by the sessions and by the check-ins, leg pain, zone, flare."""

    in_sessions: float = 0.0
    in_checkins: float = 0.0
    leg_pain: int | None = None
    zone: int | None = None
    flare: bool = False
    worse_after: bool = False

    @property
    def walked(self) -> float:
        """Minutes; a walk that is in both is one walk."""
        return max(self.in_sessions, self.in_checkins)


def current_plan(plans: Iterable[WalkPlan]) -> WalkPlan | None:
    """Return the plan that has not ended; of several, from two devices say, the one made last."""
    return max((plan for plan in plans if plan.ended is None), key=lambda plan: plan.id, default=None)


def minutes_on(plan: WalkPlan, day: date) -> float:
    """Return the minutes that the steps taken up to that day have come to."""
    return next((step.minutes for step in reversed(plan.steps) if step.day <= day), plan.minutes)


def walked_minutes(diary: RecordSnapshot, day: date) -> float:
    """Return the minutes walked on a day, by its sessions or its check-ins, whichever say more."""
    return _days(diary.checkins, diary.sessions, day, day)[day].walked


def full_walks(plan: WalkPlan, diary: RecordSnapshot, on: date) -> int:
    """Return on how many of the seven days up to `on` there was a walk of about the planned minutes."""
    first = on - timedelta(WEEK - 1)
    days = _days(diary.checkins, diary.sessions, first, on)
    return sum(_is_full(row, minutes_on(plan, day)) for day, row in days.items())


def advice(plan: WalkPlan, diary: RecordSnapshot, on: date) -> Advice:
    """Return what the diary says of the plan on that day; nothing in it is a duty.

    Back after two walks in a row with a worse day after; up at the earliest a week after the last step, by no more
    than a fifth or to the goal where the walks are there already, never on a worse day. A flare, a pause and a red
    flag hold it where it is; missed days cost nothing.
    """
    minutes, since = minutes_on(plan, on), _since(plan, on)
    first = max(since, on - timedelta(LOOKED_BACK_DAYS))
    days = _days(diary.checkins, diary.sessions, on - timedelta(LOOKED_BACK_DAYS + WEEK), on)
    after = [(day, worse) for day in each_day(first, on) if days[day].walked and (worse := _after_walk(days, day, on))]
    were_worse = [answer == _WORSE for _, answer in after]
    hold = _why_held(plan, diary, days, on)
    if hold is not None:
        return Advice(WalkMove.SAME, minutes, hold)
    if were_worse[-WORSE_IN_A_ROW:] == [True] * WORSE_IN_A_ROW and (shorter := _shorter(minutes)) < minutes:
        return Advice(WalkMove.BACK, shorter, "your leg was worse the day after each of the last two walks")
    if minutes >= GOAL_MINUTES:
        return Advice(WalkMove.SAME, minutes, "this is the goal: keep it up, on five days a week")
    if (on - since).days < WEEK:
        earliest = long_day(since + timedelta(WEEK))
        return Advice(WalkMove.SAME, minutes, f"each step lasts at least a week, this one until {earliest}")
    worse_day = _last_worse(days, on)
    if worse_day is not None:
        return Advice(WalkMove.SAME, minutes, f"{long_day(worse_day)} was a worse day; no step up right after one")
    week = each_day(on - timedelta(WEEK - 1), on)
    walks = sum(_is_full(days[day], minutes) for day in week)
    if walks < ENOUGH_WALKS:
        words = f"{count(walks, 'walk') if walks else 'no walk'} of {number(least_of(minutes))} min or more"
        why = f"{words} in seven days; a step up takes three. Missed days cost nothing"
        return Advice(WalkMove.SAME, minutes, why)
    if sum(on - timedelta(WEEK) <= day for day, _ in after) < ENOUGH_ANSWERS:
        return Advice(WalkMove.SAME, minutes, "check in the day after a walk, so that it knows how your leg took it")
    if _walked_lately(days, on) >= GOAL_MINUTES:
        why = f"your walks already reach the goal of {GOAL_MINUTES} min or go past it, and your leg took them well"
        return Advice(WalkMove.UP, float(GOAL_MINUTES), why)
    why = f"{walks} walks of {number(least_of(minutes))} min or more went well"
    return Advice(WalkMove.UP, _longer(minutes), why)


def minutes_today(plan: WalkPlan, diary: RecordSnapshot, on: date) -> float:
    """Return the minutes to walk on a day: those decided, or fewer where a step back is proposed."""
    return min(minutes_on(plan, on), advice(plan, diary, on).minutes)


def limit(plan: WalkPlan, diary: RecordSnapshot, on: date) -> tuple[float, str]:
    """Return the most the person may choose on a day, up to the goal, and why it is not more.

    A fifth more than a week ago, or what they walk anyway; no more than now in a hold or after a worse day.
    """
    now = minutes_on(plan, on)
    days = _days(diary.checkins, diary.sessions, on - timedelta(2 * WEEK), on)
    hold, worse_day = _why_held(plan, diary, days, on), _last_worse(days, on)
    if hold is not None:
        return now, hold
    if worse_day is not None:
        return now, f"{long_day(worse_day)} was a worse day"
    most = max(now, _longer(minutes_on(plan, on - timedelta(WEEK))), _walked_lately(days, on))
    if most >= GOAL_MINUTES:
        return most, "that is the goal of the plan; a longer walk counts too"
    return most, "a fifth more in a week, or what you walked on three of the last seven days"


def says_otherwise_now(plan: WalkPlan, step: WalkStep, diary: RecordSnapshot) -> bool:
    """Tell whether the diary, as it is now, would not propose a step that was taken; the step stays."""
    if step.move not in (WalkMove.UP, WalkMove.BACK):
        return False
    before = msgspec.structs.replace(plan, steps=plan.steps[: plan.steps.index(step)])
    return advice(before, diary, step.day).move is not step.move


def stepped(plan: WalkPlan, day: date, minutes: float, move: WalkMove, why: str) -> WalkPlan:
    """Return the plan with one more step."""
    return msgspec.structs.replace(plan, steps=(*plan.steps, WalkStep(day=day, minutes=minutes, move=move, why=why)))


def paused(plan: WalkPlan, day: date) -> WalkPlan:
    """Return the plan waiting from that day on."""
    return plan if is_paused(plan, day) else msgspec.structs.replace(plan, pauses=(*plan.pauses, WalkPause(first=day)))


def as_planned(routine: Guided, plan: WalkPlan | None, diary: RecordSnapshot, on: date) -> Guided:
    """Return the walk with the minutes of the plan; any other routine, or without a plan, as it is."""
    if plan is None or routine.name != WALK or routine.own is not None:
        return routine
    seconds = round(60 * minutes_today(plan, diary, on))
    steps = tuple(msgspec.structs.replace(step, hold_seconds=seconds) for step in routine.steps)
    return msgspec.structs.replace(routine, steps=steps)


_WORSE, _NOT_WORSE = "worse", "not worse"


def _longer(minutes: float) -> float:
    """A fifth more at most: whole minutes from 5 on, tenths below."""
    tenths = round(minutes * 10) * 12 // 10
    return min(_rounded_down(tenths), float(GOAL_MINUTES))


def _shorter(minutes: float) -> float:
    return max(_rounded_down(round(minutes * 10) * 10 // 12), 1.0)


def _rounded_down(tenths: int) -> float:
    return float(tenths // 10) if tenths >= 50 else tenths / 10


def _walked_lately(days: Mapping[date, _Day], on: date) -> float:
    """The minutes, up to the goal, that were walked on as many of the last seven days as a step up asks for."""
    longest_first = sorted((days[day].walked for day in each_day(on - timedelta(WEEK - 1), on)), reverse=True)
    return min(float(int(longest_first[ENOUGH_WALKS - 1])), float(GOAL_MINUTES))


def _since(plan: WalkPlan, on: date) -> date:
    """The day from which the diary counts for the next step: of the start, the last step or the end of a pause."""
    ends = [pause.last + timedelta(1) for pause in plan.pauses if pause.last is not None and pause.last < on]
    return max([plan.day, *(step.day for step in plan.steps if step.day <= on), *ends])


def _why_held(plan: WalkPlan, diary: RecordSnapshot, days: Mapping[date, _Day], on: date) -> str | None:
    if locked(diary.red_flags, on):
        return "a red flag is open; the plan waits until a clinician has seen it"
    if is_paused(plan, on):
        return "it is paused"
    if any(days[day].flare for day in each_day(on - timedelta(WEEK - 1), on)):
        return "you are in a flare; the plan waits, then continues from here"
    return None


def _is_full(row: _Day, minutes: float) -> bool:
    return row.walked >= least_of(minutes)


def least_of(minutes: float) -> float:
    """Return the minutes from which on a walk counts as one of so many: whole ones from 5 on, tenths below."""
    return _rounded_down(int(FULL * round(minutes * 10)))


def _after_walk(days: Mapping[date, _Day], day: date, on: date) -> str:
    """How the leg was the day after a walk; empty where that is not known, or not yet."""
    if days[day].worse_after:
        return _WORSE
    following = day + timedelta(1)
    worse = _is_worse(days, following) if following <= on else None
    return "" if worse is None else _WORSE if worse else _NOT_WORSE


def _is_worse(days: Mapping[date, _Day], day: date) -> bool | None:
    """Whether leg pain was 2 above the median of the seven days before, or the zone beyond all of them."""
    row = days[day]
    week = [days[earlier] for earlier in each_day(day - timedelta(WEEK), day - timedelta(1)) if earlier in days]
    pains = [past.leg_pain for past in week if past.leg_pain is not None]
    zones = [past.zone for past in week if past.zone is not None]
    answers = []
    if row.leg_pain is not None and pains:
        answers.append(row.leg_pain - median(pains) >= WORSE_BY)
    if row.zone is not None and zones:
        answers.append(row.zone > max(zones))
    return True if row.flare else any(answers) if answers else None


def _last_worse(days: Mapping[date, _Day], on: date) -> date | None:
    """The last of the seven days up to `on` that is known, if it was a worse one."""
    for day in reversed(tuple(each_day(on - timedelta(WEEK - 1), on))):
        worse = _is_worse(days, day)
        if days[day].worse_after or worse is not None:
            return day if worse or days[day].worse_after else None
    return None


def _days(checkins: Iterable[CheckIn], sessions: Iterable[Session], first: date, last: date) -> dict[date, _Day]:
    """The days from first to last, all of them."""
    days = {day: _Day() for day in each_day(first, last)}
    for checkin in checkins:
        row = days.get(checkin.day)
        if row is None:
            continue
        row.in_checkins += sum(a.minutes for a in checkin.activity or () if a.kind is ActivityKind.WALK)
        row.flare = row.flare or checkin.flare is True
        if checkin.leg_pain is not None:
            row.leg_pain = max(checkin.leg_pain, row.leg_pain or 0)
        if checkin.zone is not None:
            row.zone = max(level(checkin.zone), row.zone or 0)
    for session in sessions:
        row = days.get(session.day)
        if row is not None and session.routine == WALK:
            row.in_sessions += sum(step.done_seconds for step in session.steps) / 60
            row.worse_after = row.worse_after or session.next_day is NextDay.WORSE
    return days
