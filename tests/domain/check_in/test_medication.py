"""What was taken is typed in one: the product, and how much."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.check_in.form import Form, edit, medication_changes
from sciatica_tui.domain.check_in.medication import in_words, product_and_amount

from ...support import NOW, TODAY, checkin, stamp


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ibuprofen 400 mg", ("ibuprofen", "400 mg")),
        ("ibuprofen 400mg", ("ibuprofen", "400mg")),
        ("paracetamol 2 x 500 mg", ("paracetamol", "2 x 500 mg")),
        ("morphine drops 2,5 ml", ("morphine drops", "2,5 ml")),
        ("naproxen 1 tablet", ("naproxen", "1 tablet")),
        ("vitamin B 12", ("vitamin B 12", None)),
        ("ibuprofen", ("ibuprofen", None)),
        ("400 mg", ("400 mg", None)),
    ],
)
def test_the_amount_is_what_stands_at_the_end_with_a_unit(text: str, parts: tuple[str, str | None]) -> None:
    assert product_and_amount(text) == parts


def test_the_dose_typed_in_the_form_is_kept_apart_and_stands_there_again() -> None:
    entry = checkin(leg_pain=4)
    form = Form(entry.id, TODAY, NOW, answers={"leg_pain": 4, "medication": ["ibuprofen 400 mg"]})
    [medication], dropped = medication_changes(form, entry, (), [stamp()])
    assert (medication.product, medication.amount, dropped) == ("ibuprofen", "400 mg", [])
    assert in_words(medication) == "ibuprofen 400 mg"
    again = edit(entry, [medication], NOW)
    assert again.answers["medication"] == ["ibuprofen 400 mg"]
    assert medication_changes(again, entry, [medication], [stamp()]) == ([], [])
