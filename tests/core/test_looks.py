"""When a run of looks is believed."""

import msgspec

from sciatica_tui.core.looks import Look, Standing
from sciatica_tui.core.rules import LEG_PAIN, Verdict
from sciatica_tui.core.windows import Comparison

LOOK = Look(20, Comparison(5, 5, 0, ((0, 5.0),), ((20, 5.0),)), None)


def test_a_verdict_needs_two_looks_of_the_same_kind_in_a_row() -> None:
    better, worse = (msgspec.structs.replace(LOOK, leans=v) for v in (Verdict.IMPROVING, Verdict.WORSENING))
    neither = msgspec.structs.replace(LOOK, leans=None)
    believed = []
    standing = Standing()
    for look in (better, neither, better, worse, better, better, worse, better, None, neither, better):
        standing = standing.after(look, LEG_PAIN)
        believed.append(standing.verdict)
    assert believed == [None] * 5 + [Verdict.IMPROVING] * 4 + [None] * 2
