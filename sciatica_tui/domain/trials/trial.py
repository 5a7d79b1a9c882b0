"""A trial as it goes on: which days are with, what was answered, when it is over, and what must stop it.

Days before today never tell what a later one will be: the order is read one day at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from ..pauses import is_paused
from ..records import Trial, TrialEnd, TrialEvening, TrialPause
from ..red_flags.flags import locked
from ..routines.setbacks import is_set_aside, why_set_aside
from ..snapshot import RecordSnapshot
from .analysis import TrialResult, trial_result
from .design import Order, drawn_order

FORGOTTEN_DAYS = 14
"""After so many days without an answer Today asks whether the trial shall go on."""


class Progress(msgspec.Struct, frozen=True, gc=False):
    """How far a trial is: days of its `length` that are over, evenings answered, and days kept to or not, as told."""

    length: int
    gone: int
    answered: int
    kept_to: int
    not_kept_to: int
    paused: int


def order_of_days(trial: Trial) -> Order:
    """Return the sealed order. Show it to no one before the trial has ended."""
    return drawn_order(trial.weeks, trial.stretch, bytes.fromhex(trial.order))


def last_day(trial: Trial) -> date:
    """Return the last of its days as planned."""
    return trial.day + timedelta(len(order_of_days(trial)) - 1)


def current_trial(trials: Iterable[Trial]) -> Trial | None:
    """Return the trial that has not ended; of several, from two devices say, the one begun first."""
    return min((trial for trial in trials if trial.ended is None), key=lambda trial: trial.id, default=None)


def is_with(trial: Trial, day: date) -> bool | None:
    """Tell whether a day is one with; `None` before the trial, after it, and while it is paused."""
    order = order_of_days(trial)
    number = (day - trial.day).days
    over = trial.ended is not None and day > trial.ended
    if not 0 <= number < len(order) or over or is_paused(trial, day):
        return None
    return order[number]


def is_over(trial: Trial, day: date) -> bool:
    """Tell whether all its days are gone on that day, though nobody has ended it yet."""
    return trial.ended is None and day > last_day(trial)


def evening_of(trial: Trial, evenings: Iterable[TrialEvening], day: date) -> TrialEvening | None:
    """Return the answer of a day; of several, from two windows say, the one changed last."""
    return max(
        (evening for evening in evenings if evening.trial == trial.id and evening.day == day),
        key=lambda evening: (evening.updated_at, evening.id),
        default=None,
    )


def progress(trial: Trial, evenings: Iterable[TrialEvening], day: date) -> Progress:
    """Return how far the trial is on the morning of a day, or when it ended."""
    length = len(order_of_days(trial))
    until = min(day, trial.ended + timedelta(1)) if trial.ended is not None else day
    gone = min(max((until - trial.day).days, 0), length)
    newest = _by_day(trial, evenings)
    return Progress(
        length,
        gone,
        answered=sum(evening.pain is not None for evening in newest.values()),
        kept_to=sum(evening.kept_to is True for evening in newest.values()),
        not_kept_to=sum(evening.kept_to is False for evening in newest.values()),
        paused=sum(is_paused(trial, trial.day + timedelta(number)) for number in range(gone)),
    )


def result_of(trial: Trial, evenings: Iterable[TrialEvening]) -> TrialResult | None:
    """Return what the answers say, as the days were drawn; `None` where too few pairs are answered on both sides.

    What was answered on a paused day, before the trial or after its end is left out.
    """
    pains = {
        number: float(evening.pain) for number, evening in _by_day(trial, evenings).items() if evening.pain is not None
    }
    return trial_result(order_of_days(trial), trial.stretch, pains, trial.phi)


def means_of_pairs(trial: Trial, evenings: Iterable[TrialEvening]) -> tuple[tuple[float | None, float | None], ...]:
    """Return for each pair of stretches the mean pain with and without; `None` where no evening was answered."""
    order, pairs = order_of_days(trial), list[tuple[float | None, float | None]]()
    newest = _by_day(trial, evenings)
    for first in range(0, len(order), 2 * trial.stretch):
        sides: dict[bool, list[int]] = {True: [], False: []}
        for number in range(first, first + 2 * trial.stretch):
            evening = newest.get(number)
            if evening is not None and evening.pain is not None:
                sides[order[number]].append(evening.pain)
        pairs.append((_mean(sides[True]), _mean(sides[False])))
    return tuple(pairs)


def why_to_stop(trial: Trial, records: RecordSnapshot, day: date) -> str | None:
    """Say why a running trial must stop for safety; `None` where nothing speaks against it."""
    if trial.routine is not None and is_set_aside(trial.routine, records):
        return f"{trial.subject}: {why_set_aside(trial.routine, records, day)}"
    if locked(records.red_flags, day):
        return "A red flag is open."
    return None


def forgotten_days(trial: Trial, evenings: Iterable[TrialEvening], day: date) -> int:
    """Return for how many days in a row, up to yesterday, nobody has answered; 0 in a pause."""
    if is_paused(trial, day):
        return 0
    answered = [trial.day + timedelta(number) for number in _by_day(trial, evenings)]
    pauses = [pause.last for pause in trial.pauses if pause.last is not None]
    since = max([*answered, *pauses, trial.day - timedelta(1)])
    return max((min(day, last_day(trial) + timedelta(1)) - since).days - 1, 0)


def looked_at(trial: Trial, day: date) -> Trial:
    """Return the trial with a look at its result on that day, before its end."""
    return trial if day in trial.looks else msgspec.structs.replace(trial, looks=(*trial.looks, day))


def paused(trial: Trial, day: date, reason: str | None = None) -> Trial:
    """Return the trial paused from that day on; the same where it is paused already."""
    if is_paused(trial, day):
        return trial
    return msgspec.structs.replace(trial, pauses=(*trial.pauses, TrialPause(first=day, reason=reason)))


def ended(trial: Trial, day: date, end: TrialEnd, reason: str | None = None) -> Trial:
    """Return the trial ended on that day; one that is over ended on its last day."""
    return msgspec.structs.replace(trial, ended=min(day, last_day(trial)), end=end, reason=reason)


def _by_day(trial: Trial, evenings: Iterable[TrialEvening]) -> Mapping[int, TrialEvening]:
    """The newest answer of each of its days that counts, by the number of the day from 0."""
    newest: dict[int, TrialEvening] = {}
    for evening in sorted(evenings, key=lambda each: (each.updated_at, each.id)):
        if evening.trial == trial.id and is_with(trial, evening.day) is not None:
            newest[(evening.day - trial.day).days] = evening
    return newest


def _mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None
