"""The numbers of the ledger: as precise as elsewhere, and never on the other side of what is asked."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.assessment.criteria import Bound, Criterion, State
from sciatica_tui.domain.views.summary import value_words

LOW, MANY = Bound(1.75), Bound(8, at_least=True)


@pytest.mark.parametrize(
    ("measure", "bound", "value", "words"),
    [
        ("leg_pain", LOW, 2.42, "2.4"),
        ("leg_pain", LOW, 1.0, "1.0"),
        ("leg_pain", LOW, 1.75, "1.7"),
        ("leg_pain", LOW, 1.76, "1.8"),
        ("leg_pain", Bound(3.2), 3.24, "3.24"),
        ("bother", Bound(6), 7.0, "7"),
        ("abilities", MANY, 22 / 3, "7.3"),
        ("abilities", MANY, 7.96, "7.96"),
        ("zone", Bound(2.5), 2.0, "buttock"),
        ("leg_pain", None, 12.0, "12"),
    ],
)
def test_a_value_stands_as_precise_as_its_measure(measure: str, bound: Bound | None, value: float, words: str) -> None:
    assert value_words(Criterion("asked", State.MET, measure, value, bound=bound)) == words
