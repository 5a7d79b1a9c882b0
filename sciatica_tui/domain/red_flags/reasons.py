"""Why the app raised a red flag, as the answers since then have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ..records import CheckIn, Muscle, RedFlagAnswer
from .alarms import FELT_WEAK, MuscleTest, muscles_words, weak_muscles, when
from .flags import WEAKNESS, since_words


def with_reasons(
    answers: Iterable[RedFlagAnswer], checkins: Sequence[CheckIn], today: date
) -> tuple[RedFlagAnswer, ...]:
    """Return the answers with the reasons of a weakness as they are told today, not to be saved.

    Every test that became weak in the check-in that raised it is named, and since when, while later ones agree.
    """
    return tuple(_with_reason(answer, checkins, today) for answer in answers)


def _with_reason(answer: RedFlagAnswer, checkins: Sequence[CheckIn], today: date) -> RedFlagAnswer:
    entry = next((c for c in checkins if c.id == answer.checkin), None) if answer.raised else None
    if entry is None or answer.why is None or WEAKNESS not in answer.flags:
        return answer
    last_day = answer.cleared.on if answer.cleared is not None else today
    tests = sorted((c for c in checkins if c.heel_walk or c.toe_lift or c.weakness_felt is not None), key=when)
    before = [c for c in tests if when(c) < when(entry)]
    later = [c for c in tests if when(c) > when(entry) and c.day <= last_day]
    muscles = [test for test in weak_muscles(entry) if _began(test, before)] if ": " in answer.why else []
    lasting = [test for test in muscles if _lasts(test, later)]
    if muscles:
        alike = [test for test in lasting or muscles if test.muscle is (lasting or muscles)[0].muscle]
        words = muscles_words(alike)
        state = alike[0].muscle
        if not lasting:
            return msgspec.structs.replace(answer, why=f"{words}: {state}")
        finding = f"{words} {'weak' if state is Muscle.WEAK else 'not possible'}"
    elif answer.why == FELT_WEAK and all(c.weakness_felt is not False for c in later):
        finding = "a leg or foot has felt weak"
    else:
        return answer
    return msgspec.structs.replace(answer, why=since_words(finding, answer.day, today))


def _began(test: MuscleTest, before: Sequence[CheckIn]) -> bool:
    last = next((same for c in reversed(before) if (same := test.in_checkin(c)) is not None), None)
    return last is None or last.level < test.level


def _lasts(test: MuscleTest, later: Sequence[CheckIn]) -> bool:
    return all(same is None or same.level >= test.level for same in map(test.in_checkin, later))
