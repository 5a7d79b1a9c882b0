"""The figures of the ledger: as precise as elsewhere, never on the other side of what is asked, and named by Enter."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.assessment.assess import Assessment
from sciatica_tui.domain.assessment.criteria import Bound, Criterion, State, look_levels
from sciatica_tui.domain.records import Ability, HeelRises, Muscle, MuscleSides, Phase, Zone
from sciatica_tui.domain.text.row_mark import RowMark
from sciatica_tui.domain.views.criterion_page import criterion_blocks
from sciatica_tui.domain.views.ledger import gauge, ledger, ledger_subtitle, ledger_title, with_gauges
from sciatica_tui.domain.views.summary import value_words
from tests.domain.people import accepted, daily, entry, judged, ramp, wobble

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


def row(measure: str, bound: Bound, value: float) -> Criterion:
    return Criterion("asked", State.MET, measure, value, levels=(value,), bound=bound)


@pytest.mark.parametrize("cells", [8, 17, 80])
@pytest.mark.parametrize("value", [0, 1.7, 1.75, 1.8, 2.3, 7.9, 8, 8.1, 10])
@pytest.mark.parametrize(("measure", "bound"), [("leg_pain", LOW), ("abilities", MANY), ("bother", Bound(6))])
def test_a_bar_ends_on_the_side_of_what_is_asked_that_its_level_is_on(
    measure: str, bound: Bound, value: float, cells: int
) -> None:
    bar = gauge(row(measure, bound, value), cells)
    assert len(bar) == cells
    before, after = bar.split("┃")
    assert ("━" in after) is (value >= bound.limit if bound.at_least else value > bound.limit)
    assert "┄" not in before or "━" not in after


def test_of_two_weeks_that_have_no_room_the_latest_stands_in_its_column() -> None:
    zone = Criterion("pain no further down", State.MET, "zone", 2.0, levels=(3.0, 2.0), bound=Bound(3.5))
    lines = [(zone, (RowMark("✓"), zone.text, "thigh ✓  buttock to thigh ✓"))]
    assert [with_gauges(lines, room)[0][2] for room in (52, 51)] == [
        "thigh ✓  buttock to thigh ✓",
        "buttock to thigh ✓",
    ]


def test_a_zone_has_no_bar_and_no_narrow_row_has_one() -> None:
    assert gauge(row("zone", Bound(2.5), 2.0), 20) == ""
    page = judged(48, *daily(range(49), leg_pain=wobble(ramp(7, 2, 40)), back_pain=2, zone=Zone.CALF))
    lines = ledger(page)
    assert not any("┃" in words for _, words, _ in with_gauges(lines, 50))
    assert [words for _, words, _ in with_gauges(lines, 70) if "┃" in words]
    assert all(len(words) + len(aside) <= 66 for _, words, aside in with_gauges(lines, 70))


def test_the_longest_target_has_its_bar_in_a_window_of_120_columns() -> None:
    words = "leg pain 4.8 or less (30 % lower)"
    lines = [(row("leg_pain", Bound(4.8), 3.2), (RowMark("✓"), words, f"{'4.0 ✓':>6}  {'3.2 ✓':>6}"))]
    assert "┃" in with_gauges(lines, 66)[0][1]


def test_both_weeks_stand_in_columns_and_enter_says_what_each_figure_is() -> None:
    checkins = daily(range(49), leg_pain=wobble(ramp(7, 2, 40)), back_pain=2, zone=Zone.CALF)
    page = judged(48, *checkins, phase_decisions=(accepted(36, Phase.FUNCTIONAL_IMPROVEMENT),))
    assert ledger_title(page, 90, with_weeks=False) == "To reach full recovery, two weeks running"
    for room in (50, 66, 74):
        title = ledger_title(page, room, with_weeks=True)
        assert len(title) == room
        assert title.endswith("  week to 6 Apr  13 Apr")
    for room in range(41):
        longest = "To reach full recovery" if room >= len("To reach full recovery") else "Toward full recovery"
        assert ledger_title(page, room, with_weeks=True) == longest
    assert ledger_subtitle(page).endswith(" of 6 met · pain: usual level or the week's average, the higher")
    criterion, (_, words, aside) = ledger(page)[0]
    assert isinstance(criterion, Criterion)
    assert words == "leg pain 1.7 or less"
    first, second = criterion.levels
    assert aside.split() == [f"{first:.1f}", "✗", f"{second:.1f}", "✓"]
    in_short, weeks, *_ = criterion_blocks(criterion, page)
    assert in_short.rows[0].words == "Not yet: it was so in the last week, but not in the one before."
    heads, *rows, today = (row.words.split() for row in weeks.rows)
    assert heads == ["week", "to", "counts", "usual", "level", "average"]
    for row, day, level in zip(rows, criterion.dates, criterion.levels, strict=True):
        usual, average = look_levels(page.readings["leg_pain"], day.toordinal())
        assert row[-3:] == [f"{level:.1f}", f"{usual:.1f}", f"{average:.1f}"]
        assert level == max(usual, average)
    assert [row.mark for row in weeks.rows[1:3]] == ["✗", "✓"]
    comparison = page.readings["leg_pain"].comparison
    assert comparison is not None
    assert today == ["today", f"{comparison.current:.1f}"]


def test_a_bound_is_told_as_precise_as_levels_are() -> None:
    checkins = daily(range(49), leg_pain=wobble(ramp(7, 2, 40)), back_pain=2, zone=Zone.CALF)
    page = judged(48, *checkins, phase_decisions=(accepted(36, Phase.FULL_RECOVERY),))
    assert page.phase.back_when == "two weeks running with leg pain above 1.7 or back pain above 2.2"


def test_what_has_no_figures_is_answered_in_a_sentence_with_its_own_rule_alone() -> None:
    checkins = daily(range(49), leg_pain=wobble(ramp(7, 2, 40)), back_pain=2, zone=Zone.CALF, red_flags=())
    page = judged(48, *checkins, phase_decisions=(accepted(36, Phase.FUNCTIONAL_IMPROVEMENT),))
    opened = {row.text: told(row, page) for row in page.phase.criteria}
    worse, weak = opened["nothing getting worse"], opened["no new weakness"]
    assert worse[0] == "Yes: nothing you measure is getting worse, nowhere is newly numb, and no red flag is open."
    assert weak[0] == "Yes: neither your answers nor your strength tests tell of a new weakness."
    assert "Once a week" not in worse[-1] + weak[-1], "both are judged every day"
    assert "usual level" not in opened["your activities 8 or more"][-1]
    assert "latest answer" in opened["your activities 8 or more"][-1]
    assert "latest answer" not in opened["leg pain 1.7 or less"][-1]


def test_what_is_worse_is_named_in_the_answer() -> None:
    rising = daily(range(60), leg_pain=wobble(ramp(2, 8, 50)), back_pain=2, zone=Zone.CALF, red_flags=())
    page = judged(59, *rising)
    worse = next(row for row in page.phase.criteria if row.text == "nothing getting worse")
    assert told(worse, page)[0].startswith("No: leg pain")


def test_a_new_weakness_is_named_where_nothing_that_is_measured_gets_worse() -> None:
    weak = entry(48, leg_pain=5, heel_walk=MuscleSides(left=Muscle.WEAK, right=Muscle.NORMAL))
    page = judged(48, *daily(range(48), leg_pain=5, back_pain=2, zone=Zone.CALF, red_flags=()), weak)
    assert page.overall.sentence == "New weakness."
    row = next(row for row in page.phase.criteria if row.text == "nothing getting worse")
    assert row.state is State.NOT_MET
    assert told(row, page)[0] == "No: new weakness."


@pytest.mark.parametrize(
    ("worst", "words"),
    [(0, "Yes: it was so on all 23 days you logged."), (3, "No: the last day on which it was not so is 1 May.")],
)
def test_what_recovery_asks_for_is_answered_in_a_sentence(worst: int, words: str) -> None:
    calm = daily(range(80), leg_pain=lambda day: worst if day == 60 else 0, back_pain=0, zone=Zone.NONE, red_flags=())
    steps = (
        accepted(30, Phase.FUNCTIONAL_IMPROVEMENT),
        accepted(40, Phase.FULL_RECOVERY, Phase.FUNCTIONAL_IMPROVEMENT),
    )
    page = judged(79, *(checkin for checkin in calm if checkin.day.day % 4), phase_decisions=steps)
    answers = [told(row, page)[0] for row in page.phase.criteria[:3]]
    assert answers == [words, "Yes: 23 days.", "Yes: the longest is 1 day."]


def test_what_is_still_asked_ends_with_its_question_mark() -> None:
    rises = [entry(day, heel_rises=HeelRises(left=22, right=22)) for day in (0, 7, 14, 21)]
    page = judged(28, *rises, entry(28, heel_rises=HeelRises(left=14, right=22)))
    row = next(row for row in page.phase.criteria if row.text == "no new weakness")
    assert told(row, page)[0] == "Not known yet: left heel rises 22 → 14: weaker?"


def test_of_a_test_it_says_which_other_figure_stands_elsewhere_and_of_which_answers_it_is_the_middle() -> None:
    scores = {7: 3, 14: 3, 21: 4, 28: 5, 35: 7, 42: 8}
    checkins = [
        entry(day, leg_pain=2, abilities=(Ability(name="walk", score=scores[day]),) if day in scores else None)
        for day in range(44)
    ]
    page = judged(43, *checkins, phase_decisions=(accepted(20, Phase.FUNCTIONAL_IMPROVEMENT),))
    asked = next(row for row in page.phase.criteria if row.measure == "abilities")
    words = "Mobility and Trends go by 7 instead: the middle one of your latest three answers, 5, 7 and 8."
    assert words in told(asked, page)


@pytest.mark.parametrize(
    ("start", "words"), [(0, "the weekday of your first entry; those in Trends on Sundays."), (6, "")]
)
def test_weeks_that_end_on_another_day_than_those_of_trends_say_so(start: int, words: str) -> None:
    checkins = daily(range(start, 49), leg_pain=wobble(ramp(7, 2, 40)), back_pain=2)
    page = judged(48, *checkins, phase_decisions=(accepted(36, Phase.FUNCTIONAL_IMPROVEMENT),))
    last = told(page.phase.criteria[0], page)[-1]
    assert last.endswith(words or "Weeks end on Sundays, as in Trends.")


def told(criterion: Criterion, page: Assessment) -> list[str]:
    return [row.words for block in criterion_blocks(criterion, page) for row in block.rows]
