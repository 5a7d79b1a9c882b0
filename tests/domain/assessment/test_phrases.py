"""Readings in words: one change is one number, and what is missing is said."""

from datetime import date

import msgspec
import pytest

from sciatica_tui.domain.assessment.comparison import Comparison
from sciatica_tui.domain.assessment.measure_assessment import MeasureAssessment, read
from sciatica_tui.domain.assessment.phases import PhaseReading
from sciatica_tui.domain.assessment.phrases import (
    arrow,
    both_ends,
    change_line,
    figure,
    level_words,
    short,
    signed,
    unsure_words,
)
from sciatica_tui.domain.assessment.signs import Sign, SignReading
from sciatica_tui.domain.assessment.sparse_looks import SparseHistory, SparseLook, SparseState
from sciatica_tui.domain.charts.measure_display import BY_MEASURE, end_texts
from sciatica_tui.domain.daily import digest
from sciatica_tui.domain.measures.rules import (
    HEEL_RISES,
    HEEL_WALK,
    LEG_PAIN,
    LEG_RAISE,
    REACH,
    SPASM_COUNT,
    WALK,
    ZONE,
    Rule,
    Verdict,
)
from sciatica_tui.domain.records import Phase
from sciatica_tui.domain.text.dates import day_words, short_month, short_span
from sciatica_tui.domain.text.grammar import cut, ended, is_or_are
from sciatica_tui.domain.views.phase import sign_numbers, stations
from sciatica_tui.domain.views.sign_explanation import explain
from sciatica_tui.domain.views.summary import brief_sign_words
from tests.domain.people import START, entries_of, on


def reading(rule: Rule, baseline: float, current: float) -> MeasureAssessment:
    comparison = Comparison(baseline, current, current - baseline, first=1, last=2, entries=2)
    history = SparseHistory(rule, ((1, baseline), (2, current)), (), SparseState())
    look = SparseLook(2, comparison, None)
    return MeasureAssessment(rule, 2, history, Verdict.NO_CLEAR_CHANGE, comparison=comparison, looks=(look,))


@pytest.mark.parametrize(("baseline", "current"), [(5.69, 1.94), (6.14, 3.36), (2.25, 2.35), (4.46, 4.34)])
def test_one_change_is_one_number_wherever_it_is_shown(baseline: float, current: float) -> None:
    read_out = reading(LEG_PAIN, baseline, current)
    assert read_out.comparison is not None
    said = change_line(read_out).split(": ")[1].split(" over")[0]
    first, now = (float(words) for words in both_ends(LEG_PAIN, read_out.comparison))
    assert said == signed(LEG_PAIN, now - first)
    pain = SignReading(Sign.PAIN, Verdict.NO_CLEAR_CHANGE, read_out, (read_out,))
    assert sign_numbers(pain).split()[0] == said
    rows = {row.label: row.words for row in explain(pain, digest(()), START).measures[0].rows}
    assert rows["Change"].split(" · ")[0] == said


def test_what_is_not_affected_is_not_called_unsure() -> None:
    undone = msgspec.structs.replace(reading(LEG_PAIN, 1.2, 1.2), verdict=Verdict.NOT_AFFECTED, doubtful=True)
    assert unsure_words(undone) == ""
    assert short(undone) == "already low"


@pytest.mark.parametrize(
    ("rule", "baseline", "current", "words"),
    [
        (LEG_PAIN, 7.2, 2.4, "7.2 → 2.4"),
        (LEG_PAIN, 2.51, 2.49, "2.5, as at first"),
        (WALK, 19.6, 20.4, "20 min, as at first"),
        (WALK, 20.6, 20.4, "20 min, as at first"),
        (WALK, 38, 66, "38 min → 66 min"),
    ],
)
def test_a_change_is_told_with_the_figures_of_the_measure(
    rule: Rule, baseline: float, current: float, words: str
) -> None:
    assert arrow(rule, Comparison(baseline, current, current - baseline, first=1, last=2, entries=2)) == words


def test_the_verb_follows_the_measure() -> None:
    assert [is_or_are(words) for words in ("Leg pain", "Heel rises", "Bother: weakness")] == ["is", "are", "is"]


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        (ZONE, 4, "calf"),
        (ZONE, 3.5, "thigh to calf"),
        (ZONE, 3.8, "calf"),
        (ZONE, 5.4, "foot"),
        (HEEL_WALK, 1, "weak"),
        (WALK, 12.4, "12 min"),
        (LEG_RAISE, 45, "45°"),
        (LEG_PAIN, 3.42, "3.4"),
    ],
)
def test_a_level_in_the_words_of_its_measure(rule: Rule, value: float, words: str) -> None:
    assert level_words(rule, value) == words


def test_what_stayed_is_said_as_such() -> None:
    assert change_line(reading(ZONE, 4, 4)).startswith("Furthest zone calf, as at first, over")
    assert change_line(reading(HEEL_RISES, 15, 15)).startswith("Heel rises 15, as at first, over")
    assert change_line(reading(HEEL_RISES, 13, 19)).startswith("Heel rises 13 → 19: +6 rises over")
    assert change_line(reading(HEEL_RISES, 13, 12)).startswith("Heel rises 13 → 12: −1 rise over")


@pytest.mark.parametrize(
    ("days", "day", "words"),
    [
        (0, 3, "nothing logged"),
        (3, 2, "log 7 more days; first answer 16 Mar at the earliest"),
        (9, 13, "log 1 more day; first answer 16 Mar at the earliest"),
        (9, 14, "log 1 more day for a first answer today"),
        (3, 10, "log 7 more days; first answer 23 Mar at the earliest"),
        (14, 13, "first answer 16 Mar"),
        (20, 40, "not answered since 21 Mar, last: 5"),
    ],
)
def test_what_is_missing(days: int, day: int, words: str) -> None:
    assert short(read(LEG_PAIN, entries_of((days, 5)), START, on(day))) == words


def test_halves_are_rounded_the_same_way_at_both_ends_of_a_change() -> None:
    rose = reading(REACH, 27.5, 28.5)
    assert rose.comparison is not None
    assert arrow(REACH, rose.comparison) == "28 cm → 29 cm"
    assert end_texts(BY_MEASURE["reach_cm"], rose.comparison) == ("28 cm", "29 cm")


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    assert [signed(LEG_PAIN, value) for value in (-0.04, 0.04, -1.26, 1.26)] == ["0.0", "0.0", "−1.3", "+1.3"]


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        (date(2026, 11, 9), date(2026, 11, 22), "9 November"),
        (date(2026, 1, 30), date(2026, 11, 22), "30 January"),
        (date(2026, 1, 5), date(2026, 12, 1), "5 January 2026"),
        (date(2025, 12, 20), date(2026, 1, 10), "20 December 2025"),
        (date(2025, 9, 1), date(2026, 1, 10), "1 September 2025"),
        (date(2016, 11, 23), date(2026, 11, 22), "23 November 2016"),
    ],
)
def test_a_day_that_would_be_taken_for_another_one_has_its_year(day: date, today: date, words: str) -> None:
    assert day_words(day, today) == words
    assert short_month(day, today) == " ".join(word[:3] if word.isalpha() else word for word in words.split())


def test_a_test_has_no_needless_decimals_and_a_rating_keeps_its_one() -> None:
    assert (figure(HEEL_RISES, 19), figure(HEEL_RISES, 6.5), figure(LEG_PAIN, 3)) == ("19", "6.5", "3.0")


def test_a_span_long_ago_has_its_year_once() -> None:
    today = date(2026, 11, 22)
    assert short_span(date(2026, 9, 21), date(2026, 9, 27), today) == "21–27 Sep"
    assert short_span(date(2016, 9, 21), date(2016, 9, 27), today) == "21–27 Sep 2016"
    assert short_span(date(2016, 10, 30), date(2016, 11, 6), today) == "30 Oct – 6 Nov 2016"
    assert short_span(date(2016, 12, 30), date(2017, 1, 6), today) == "30 Dec 2016 – 6 Jan 2017"
    assert short_span(date(2016, 9, 21), date(2016, 9, 21), today) == "21 Sep 2016"


def test_a_phase_of_years_ago_is_told_by_its_months() -> None:
    past = ((Phase.PAIN_RELIEF, date(2016, 9, 21)), (Phase.FUNCTIONAL_IMPROVEMENT, date(2016, 11, 23)))
    reading = PhaseReading(Phase.FUNCTIONAL_IMPROVEMENT, past[-1][1], past=past)
    days = [station.days for station in stations(reading, date(2026, 11, 22))]
    assert days == ["Sep – Nov 2016", "since 23 Nov 2016", "", ""]


@pytest.mark.parametrize(
    ("first", "now", "words"),
    [
        (2.5, 0.5, "3–5 → 1–2"),
        (0.5, 2.5, "1–2 → 3–5"),
        (3, 0, "6–10 → none"),
        (2.5, 1.5, "6–10 → 3–5"),
        (3, 2.5, "6–10 → 3–5"),
        (2.5, 2.4, "6–10, as at first"),
    ],
)
def test_a_change_between_bands_has_one_band_each_and_never_sounds_larger(first: float, now: float, words: str) -> None:
    """The same ones in the list of signs, wide or narrow, in sentences and in the list of measures."""
    lead = msgspec.structs.replace(reading(SPASM_COUNT, first, now), verdict=Verdict.IMPROVING)
    assert lead.comparison is not None
    assert brief_sign_words(SignReading(Sign.SPASMS, Verdict.IMPROVING, lead, (lead,))) == words
    assert short(lead) == words
    assert f"Spasms {words}{'' if '→' in words else ','} over" in change_line(lead)
    ends = end_texts(BY_MEASURE["spasm_count"], lead.comparison)
    assert set(ends) == set(words.removesuffix(", as at first").split(" → "))


def test_a_sentence_that_was_cut_has_no_full_stop_after_its_dots() -> None:
    assert [ended(cut("heel rises, toe lift", most)) for most in (12, 40)] == ["heel rises,…", "heel rises, toe lift."]
