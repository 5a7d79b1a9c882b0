"""What one line says first: the most urgent of the red flags that are open.

Tests: `tests/domain/views/test_prompt.py`, `tests/domain/test_stories.py`.
"""

from __future__ import annotations

from datetime import date

from ..assessment.weakness import weakness_on
from ..red_flags.flags import TITLES, WEAKNESS, Urgency, open_answers, reason_words, urgency_of
from ..red_flags.reasons import with_reasons
from ..snapshot import RecordSnapshot


def alert(diary: RecordSnapshot, on: date) -> list[str]:
    """Name the most urgent of the red flags that are open, with what raised them; nothing where none is.

    A weakness that no clinician has seen is one too where no flag of it is open, after an import say.
    """
    standing = with_reasons(open_answers(diary.red_flags, on), diary.checkins, on)
    urgency = urgency_of(flag for answer in standing for flag in answer.flags)
    reasons = [reason_words(answer, on) for answer in standing if answer.why]
    weakness = weakness_on(diary, on)
    if weakness is not None and all(WEAKNESS not in answer.flags for answer in standing):
        urgency, reasons = max(urgency or Urgency.SAME_DAY, Urgency.SAME_DAY), [*reasons, weakness]
    return [f"! {TITLES[urgency]}" + (f": {', '.join(reasons)}" if reasons else "")] if urgency else []
