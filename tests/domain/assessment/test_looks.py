"""When a run of looks is believed."""

import msgspec

from sciatica_tui.domain.assessment.comparison import Comparison
from sciatica_tui.domain.assessment.looks import Look, VerdictState
from sciatica_tui.domain.measures.rules import LEG_PAIN, Verdict

LOOK = Look(20, Comparison(5, 5, 0, ((0, 5.0),), ((20, 5.0),)), None)


def test_a_verdict_needs_two_looks_of_the_same_kind_in_a_row() -> None:
    better, worse = (msgspec.structs.replace(LOOK, direction=v) for v in (Verdict.IMPROVING, Verdict.WORSENING))
    neither = msgspec.structs.replace(LOOK, direction=None)
    believed = []
    state = VerdictState()
    for look in (better, neither, better, worse, better, better, worse, better, None, neither, better):
        state = state.after(look, LEG_PAIN)
        believed.append(state.verdict)
    assert believed == [None] * 5 + [Verdict.IMPROVING] * 4 + [None] * 2
