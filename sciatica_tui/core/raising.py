"""What saving a check-in does to the red flags: the one place for the form, the self-tests and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .episodes import span_on
from .records import CheckIn, Episode, RedFlagAnswer
from .red_flags import Alarm, alarms, shown_by


@dataclass(frozen=True)
class Raised:
    """Alarms that this entry raises and has not raised before, and the answers that go with a corrected mistake."""

    alarms: tuple[Alarm, ...]
    withdrawn: tuple[RedFlagAnswer, ...]


def raised_by(
    entry: CheckIn, checkins: Sequence[CheckIn], answers: Iterable[RedFlagAnswer], episodes: Iterable[Episode]
) -> Raised:
    """What the entry, new or changed, means beside the others of its episode.

    An open answer it had raised is withdrawn only where what raised it was itself corrected; one that the person has
    ended, seen by a clinician or a mistake, is kept for good.
    """
    span = span_on(episodes, entry.day)
    known = tuple(answers)
    found = alarms(entry, span.only(checkins, entry.day), known, span.episode)
    before = next((c for c in checkins if c.id == entry.id), None)
    ours = [answer for answer in known if answer.raised and answer.checkin == entry.id]
    raised = {flag for answer in ours for flag in answer.flags}
    still = {alarm.flag for alarm in found}
    return Raised(
        tuple(alarm for alarm in found if alarm.flag not in raised),
        tuple(
            a
            for a in ours
            if goes_with_its_entry(a) and not still & set(a.flags) and _corrected(a.flags, before, entry)
        ),
    )


def goes_with_its_entry(answer: RedFlagAnswer) -> bool:
    """Whether an answer may go when the entry it came with is corrected, deleted or undone.

    What the app raised goes, unless the person has ended it. What the person marked ends only as "a mistake" or "seen
    by a clinician" (clinical rules, red flags); an answer that nothing is new is no red flag.
    """
    return not answer.flags or (answer.raised and answer.cleared is None)


def _corrected(flags: Iterable[str], before: CheckIn | None, entry: CheckIn) -> bool:
    return before is None or any(shown_by(flag, before) != shown_by(flag, entry) for flag in flags)
