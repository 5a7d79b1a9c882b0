"""Answers around a session that can't both be true; what counts as a setback: `test_safety.py`."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.records import Felt, Zone
from sciatica_tui.domain.routines.setbacks import contradiction


@pytest.mark.parametrize(
    ("before", "felt", "sentence"),
    [
        (Felt(zone=Zone.THIGH), Felt(zone=Zone.CALF, further_down=False), "further down, but you answered no"),
        (Felt(zone=Zone.THIGH), Felt(zone=Zone.BACK, further_down=True), "low back now: that is further up"),
        (None, Felt(leg_pain=2, zone=Zone.NONE), "Leg pain is 2, but it hurts nowhere."),
        (None, Felt(leg_pain=0, zone=Zone.FOOT), "Leg pain is 0, but it hurts down to the foot."),
    ],
)
def test_two_answers_that_cant_both_be_true_are_named(before: Felt | None, felt: Felt, sentence: str) -> None:
    assert sentence in contradiction(before, felt)


@pytest.mark.parametrize(
    ("before", "felt"),
    [
        (Felt(zone=Zone.THIGH), Felt(zone=Zone.THIGH, further_down=True)),  # further down within the thigh
        (Felt(zone=Zone.THIGH), Felt(zone=Zone.BUTTOCK, further_down=False)),
        (Felt(zone=Zone.THIGH), Felt(zone=Zone.CALF)),
        (Felt(), Felt(leg_pain=0, zone=Zone.BUTTOCK, further_down=False)),
        (None, Felt(leg_pain=0, zone=Zone.NONE)),
        (Felt(zone=Zone.THIGH), Felt(leg_pain=9)),
        (Felt(zone=Zone.THIGH), Felt(leg_pain=0, further_down=True)),
    ],
)
def test_answers_that_can_be_true_together_are_taken(before: Felt | None, felt: Felt) -> None:
    assert contradiction(before, felt) == ""
