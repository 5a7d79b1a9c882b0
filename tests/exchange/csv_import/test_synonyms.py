"""The words of people's diaries, by language."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.measures.catalogue import BY_PATH
from sciatica_tui.domain.records import ActivityKind, Quality, Side, Zone
from sciatica_tui.exchange.csv_import.synonyms import (
    ENGLISH,
    Vocabulary,
    language_of,
    languages,
    month_numbers,
    vocabulary_for,
)

ENGLISH_KEYS = {
    group: set(getattr(language_of(ENGLISH), group))
    for group in ("parts", "feelings", "sides", "postures", "activities", "measures", "units", "roles")
}


@pytest.mark.parametrize("code", languages())
def test_a_language_has_no_topic_that_english_lacks_and_the_parts_feelings_and_sides_of_the_app(code: str) -> None:
    language = language_of(code)
    for group, keys in ENGLISH_KEYS.items():
        assert set(getattr(language, group)) <= keys
    assert {*Zone} - {"none"} <= set(language.parts)
    assert set(language.feelings) == {*Quality}
    assert set(language.sides) == {*Side}
    assert set(language.activities) <= {*ActivityKind}
    assert set(language.measures) <= set(BY_PATH)
    assert len(language.months) == 24


def test_a_month_has_one_number_in_whatever_language() -> None:
    for code in languages():
        for place, name in enumerate(language_of(code).months):
            assert month_numbers()[name.lower().translate(str.maketrans("äéûóç", "aeuoc"))] == place % 12 + 1


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["Date", "Leg pain", "Notes"], "English"),
        (["Datum", "Beinschmerz", "Notiz"], "German"),
        (["Date", "Douleur jambe", "Remarques"], "French"),
        (["Fecha", "Dolor de pierna", "Notas"], "Spanish"),
        (["Data", "Dolore gamba", "Note"], "Italian"),
        (["Datum", "Beenpijn", "Opmerkingen"], "Dutch"),
        (["Data", "Dor na perna", "Observações"], "Portuguese"),
        (["Date", "Leg pain", "Gut feeling", "Bad night"], "English"),
    ],
)
def test_the_language_is_that_of_the_titles(titles: list[str], name: str) -> None:
    assert vocabulary_for(titles).name == name


def test_the_longest_phrase_wins_and_is_quoted_as_it_is_written() -> None:
    reading = Vocabulary(ENGLISH).read("Straight-leg raise (Left), qwerty 75°")
    assert reading.topics["measures.leg_raise"] == ("Straight-leg raise",)
    assert "parts.leg" not in reading.topics
    assert reading.unknown == ("qwerty",)


def test_a_compound_is_taken_apart() -> None:
    reading = Vocabulary("de").read("Wadenschmerzen")
    assert reading.topics == {"parts.calf": ("Wadenschmerzen",), "roles.pain": ("Wadenschmerzen",)}
    assert Vocabulary("de").read("Beinbruchstelle").unknown == ("Beinbruchstelle",)
