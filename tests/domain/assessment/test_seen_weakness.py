"""A weakness that a clinician has seen is told, with both days, until an answer takes it back."""

from __future__ import annotations

from typing import Any

import pytest

from sciatica_tui.domain.assessment.assess import Assessment
from sciatica_tui.domain.assessment.criteria import NO_NEW_WEAKNESS, NOTHING_WORSE, WEAKNESS_SEEN, State
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import (
    Bother,
    CheckIn,
    Cleared,
    ClearedHow,
    HeelRises,
    Muscle,
    MuscleSides,
    RedFlagAnswer,
    Zone,
)
from sciatica_tui.domain.red_flags.flags import WEAKNESS
from sciatica_tui.domain.views.sign_sentence import sign_sentences
from sciatica_tui.domain.views.summary import brief_sign_words, criterion_words, sign_words
from tests.domain.people import daily, entry, forward, judged, on, ramp, record, wobble

WEAK, NORMAL = MuscleSides(left=Muscle.WEAK), MuscleSides(left=Muscle.NORMAL)
BETTER = {"leg_pain": wobble(ramp(7, 2, 25)), "back_pain": 1, "zone": Zone.CALF}


def seen(day: int, flagged: int = 35, how: ClearedHow = ClearedHow.SEEN, *, raised: bool = True) -> RedFlagAnswer:
    """A red flag for weakness that ended on a day."""
    at = entry(flagged).at
    cleared = Cleared(how=how, on=on(day), at=entry(day).created_at)
    return record(RedFlagAnswer, flagged, at=at, flags=(WEAKNESS,), raised=raised, cleared=cleared)


def page(day: int, *tests: CheckIn, flags: tuple[RedFlagAnswer, ...] = (seen(42),)) -> Assessment:
    """The assessment of somebody whose pain falls, with tests on some days."""
    tested = {test.day for test in tests}
    return judged(day, *(c for c in daily(range(day + 1), **BETTER) if c.day not in tested), *tests, red_flags=flags)


def weak(**answers: Any) -> tuple[CheckIn, ...]:
    """Tests that were as they should be, then weak on days 35 and 42."""
    fine = {"heel_walk": NORMAL, "weakness_felt": False, "heel_rises": HeelRises(left=20)}
    pain = {"leg_pain": 2, "back_pain": 1, "zone": Zone.CALF}
    before = [entry(day, **pain, **{name: fine[name] for name in answers if name in fine}) for day in (7, 14, 21)]
    return (*before, *(entry(day, **pain, **answers) for day in (35, 42)))


@pytest.mark.parametrize(
    ("answers", "subject", "brief"),
    [
        ({"heel_walk": WEAK}, "left heel walk: weak", "heel walk: weak"),
        ({"heel_walk": MuscleSides(left=Muscle.CANNOT)}, "left heel walk: not possible", "left heel walk"),
        ({"weakness_felt": True}, "a leg or foot: weak", "leg or foot weak"),
        ({"heel_rises": HeelRises(left=9)}, "left heel rises: 20 → 9", "left heel rises"),
    ],
)
def test_it_is_worse_on_the_whole_page_and_nothing_is_proposed(
    answers: dict[str, Any], subject: str, brief: str
) -> None:
    assessment = page(44, *weak(**answers))
    words = f"{subject} since 6 Apr, seen by a clinician 13 Apr"
    clause = f"{subject.replace(':', '')} since 6 April, seen by a clinician on 13 April"
    strength = next(sign for sign in assessment.signs if sign.sign is Sign.STRENGTH)
    rows = {row.text: row for row in assessment.phase.criteria}
    assert (strength.verdict, sign_words(strength)) == (Verdict.WORSENING, words)
    assert brief_sign_words(strength) == brief
    assert words.lower() in sign_sentences(strength, assessment.digest)[0].lower()
    assert assessment.overall.verdict is Verdict.MIXED
    assert clause in assessment.overall.sentence
    assert assessment.overall.story.count(subject.partition(":")[0].removeprefix("left ")) == 1
    assert assessment.overall.clinician
    assert NO_NEW_WEAKNESS not in rows
    assert criterion_words(rows[WEAKNESS_SEEN], assessment.on) == (
        f"weakness seen by a clinician: {subject.partition(':')[0]} since 6 Apr (13 April)"
    )
    assert rows[NOTHING_WORSE].state is State.NOT_MET
    assert "new weakness" in rows[NOTHING_WORSE].notes
    assert not forward(assessment)


def test_beside_pain_that_stays_it_is_told_and_a_clinician_named() -> None:
    tests = [entry(day, leg_pain=5, weakness_felt=day >= 14) for day in (7, 14, 21)]
    days = {test.day for test in tests}
    flat = [c for c in daily(range(25), leg_pain=5) if c.day not in days]
    overall = judged(24, *flat, *tests, red_flags=(seen(21, 14),)).overall
    assert overall.verdict is Verdict.NO_CLEAR_CHANGE
    assert "a leg or foot weak since 16 march, seen by a clinician on 23 march" in overall.story.lower()
    assert overall.clinician, "though four weeks of no change are not over"


def test_an_answer_that_it_is_gone_ends_it() -> None:
    gone = page(49, *weak(heel_walk=WEAK), entry(49, leg_pain=2, back_pain=1, zone=Zone.CALF, heel_walk=NORMAL))
    assert gone.facts.weakness_seen is None
    assert NO_NEW_WEAKNESS in {row.text for row in gone.phase.criteria}
    felt = page(49, *weak(weakness_felt=True), entry(49, leg_pain=2, weakness_felt=False))
    assert felt.facts.weakness_seen is None


def test_a_step_further_down_is_new_and_not_yet_seen() -> None:
    worse = page(49, *weak(heel_walk=WEAK), entry(49, leg_pain=2, heel_walk=MuscleSides(left=Muscle.CANNOT)))
    assert worse.overall.sentence == "New weakness."
    assert worse.facts.weakness_seen is None
    strength = next(sign for sign in worse.signs if sign.sign is Sign.STRENGTH)
    assert brief_sign_words(strength) == "heel walk: cannot"


def test_what_began_after_the_visit_is_not_told_as_seen() -> None:
    pain = {"leg_pain": 2, "back_pain": 1, "zone": Zone.CALF}
    later = page(70, entry(7, **pain, heel_walk=NORMAL), entry(50, **pain, heel_walk=WEAK))
    assert (later.facts.weakness, later.facts.weakness_seen) == (None, None)


def test_what_was_weak_from_the_start_is_told_and_keeps_nothing_back() -> None:
    tests = [entry(day, leg_pain=6, back_pain=1, zone=Zone.CALF, heel_walk=WEAK) for day in (0, 7)]
    tests += [entry(day, leg_pain=2, back_pain=1, zone=Zone.CALF, heel_walk=WEAK) for day in (35, 42)]
    assessment = page(42, *tests, flags=(seen(1, 0),))
    strength = next(sign for sign in assessment.signs if sign.sign is Sign.STRENGTH)
    assert strength.verdict is Verdict.NO_CLEAR_CHANGE
    assert sign_words(strength) == "left heel walk: weak since 2 Mar, seen by a clinician 3 Mar"
    rows = {row.text: row.state for row in assessment.phase.criteria}
    assert (rows[WEAKNESS_SEEN], rows[NOTHING_WORSE]) == (State.MET, State.MET)


def test_strength_that_is_good_otherwise_is_not_called_unaffected_beside_it() -> None:
    tests = [
        entry(day, leg_pain=2, weakness_felt=True, heel_rises=HeelRises(left=25, right=25)) for day in (0, 7, 35, 42)
    ]
    strength = next(sign for sign in page(42, *tests, flags=(seen(1, 0),)).signs if sign.sign is Sign.STRENGTH)
    assert (strength.lead.verdict if strength.lead else None) is Verdict.NOT_AFFECTED
    assert strength.verdict is Verdict.NO_CLEAR_CHANGE


def test_what_the_person_marked_stands_until_a_test_or_a_no() -> None:
    marked = seen(42, 40, raised=False)
    assert "a leg or foot weak since 11 April" in page(60, flags=(marked,)).overall.story
    for answer in ({"heel_walk": NORMAL}, {"weakness_felt": False}):
        assert page(60, entry(50, leg_pain=2, **answer), flags=(marked,)).facts.weakness_seen is None


def test_a_mistake_leaves_nothing() -> None:
    mistake = seen(42, how=ClearedHow.MISTAKE)
    for flags in ((mistake,), (mistake, seen(44, 43))):
        assert page(44, *weak(heel_walk=WEAK), flags=flags).facts.weakness_seen is None


def test_bother_that_was_seen_is_told_while_it_lasts() -> None:
    fine = [entry(day, leg_pain=2, bother=Bother(weakness=0)) for day in (7, 14, 21)]
    bad = [entry(day, leg_pain=2, bother=Bother(weakness=4)) for day in (35, 42)]
    assessment = page(42, *fine, *bad)
    assert assessment.facts.new_weakness_seen.startswith("bother from weakness 0 → 4 since 6 April")
