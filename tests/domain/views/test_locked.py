"""An open emergency or same-day red flag overrides every verdict and stops coaching, wherever a day is shown."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from sciatica_tui.domain.assessment.assess import Assessment
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.trend_text import glyph_of, verdict_line
from sciatica_tui.domain.charts.trends import trends_of
from sciatica_tui.domain.measures.rules import LEG_PAIN, Verdict
from sciatica_tui.domain.records import Ability, Episode, RedFlagAnswer, Zone
from sciatica_tui.domain.routines.phase_goals import phase_goals, week_up_to
from sciatica_tui.domain.views.natural_course import hides_course
from sciatica_tui.domain.views.phase import aside_blocks, legends, sign_numbers, sign_word
from sciatica_tui.domain.views.sections import Block
from sciatica_tui.domain.views.sign_explanation import explain
from sciatica_tui.domain.views.summary import sign_glyph, sign_words, to_lines
from sciatica_tui.domain.views.summary_json import to_json
from tests.domain.people import daily, entry, falling, judged, on, record

BETTER = daily(
    range(50), leg_pain=falling(7, 2, 42), back_pain=2, zone=lambda day: Zone.CALF if day < 20 else Zone.BUTTOCK
)
VERDICTS = ("▲", "▼", "●", "◌", "○", "improving", "better", "early sign", "no clear change")


def flag(day: int, name: str) -> RedFlagAnswer:
    return record(RedFlagAnswer, day, at=datetime.combine(on(day), time(12), UTC), flags=(name,))


def flagged(name: str) -> Assessment:
    return judged(49, *BETTER, red_flags=(flag(49, name),))


def beside(seen: Assessment) -> tuple[Block, ...]:
    return aside_blocks(seen, phase_goals(seen.phase.phase, week_up_to(BETTER, (), seen.on)), 7, emergency="112")


def text(*blocks: Block) -> str:
    return "\n".join(f"{b.mark} {b.title} {b.aside} " + " ".join(f"{r.mark} {r.words}" for r in b.rows) for b in blocks)


@pytest.fixture(scope="module")
def locked() -> Assessment:
    return flagged("saddle_numbness")


def test_without_a_flag_there_is_a_verdict_and_coaching() -> None:
    seen = judged(49, *BETTER)
    assert not seen.locked
    assert seen.overall.verdict is Verdict.IMPROVING
    assert sign_glyph(seen.signs[1]) == "▲"
    assert "What this phase asks" in text(*beside(seen))


@pytest.mark.parametrize(("name", "locks"), [("saddle_numbness", True), ("night_pain", True), ("age", False)])
def test_emergency_and_same_day_flags_lock_and_book_soon_does_not(name: str, locks: bool) -> None:
    assert flagged(name).locked is locks


def test_a_sign_keeps_its_numbers_and_loses_its_verdict(locked: Assessment) -> None:
    assert [sign_glyph(sign, locked=True) for sign in locked.signs] == ["·"] * 7
    assert not any(sign_word(sign, locked=True) for sign in locked.signs)
    assert "→" in sign_words(locked.signs[1], locked=True)
    assert legends(locked) == ("no verdict while a red flag is open",)


def test_the_summary_says_what_to_do_and_nothing_of_getting_better(locked: Assessment) -> None:
    lines = to_lines(locked)
    assert lines[1].startswith("A red flag is open")
    assert lines[2] == "Get emergency help now."
    assert lines[3].startswith("Go to an emergency department now")
    assert not [word for word in VERDICTS if word in "\n".join(lines)]
    assert not any("step back" in line or "Proposed" in line or "start at their worst" in line for line in lines)


def test_no_part_of_an_early_drop_is_explained_while_a_red_flag_locks() -> None:
    def says_so(*flags: RedFlagAnswer) -> bool:
        return any(
            "early drop" in line
            for day in range(14, 35)
            for line in to_lines(judged(day, *BETTER[: day + 1], red_flags=flags))
        )

    assert says_so()
    assert not says_so(flag(14, "night_pain"))


def test_the_page_says_what_to_do_in_place_of_what_the_phase_asks(locked: Assessment) -> None:
    blocks = beside(locked)
    assert blocks[0].title == "Get emergency help now"
    assert "call 112" in blocks[0].rows[0].words
    for coaching in ("What this phase asks", "move you back", "four to six weeks"):
        assert coaching not in text(*blocks)
    assert hides_course(locked)
    assert locked.phase.proposal is None


def test_the_usual_course_reassures_nobody_while_something_is_mixed() -> None:
    worse_back = judged(49, *daily(range(50), leg_pain=falling(7, 2, 42), back_pain=falling(2, 7, 42)))
    assert worse_back.overall.verdict is Verdict.MIXED
    assert hides_course(worse_back)


def test_the_usual_course_of_leg_pain_is_not_told_to_someone_with_back_pain_alone() -> None:
    back_alone = judged(30, *daily(range(31), leg_pain=0, back_pain=4))
    assert back_alone.followed_pain == "back_pain"
    assert hides_course(back_alone)
    assert not hides_course(judged(30, *daily(range(31), leg_pain=4, back_pain=4)))


def test_the_json_has_the_words_of_today_and_no_verdict(locked: Assessment) -> None:
    for sign, told in zip(locked.signs, to_json(locked)["signs"], strict=True):
        assert told["words"] == sign_words(sign, locked=True)
        for field in ("verdict", "early", "counts", "sure", "verdict_since", "since", "from_best"):
            assert {reading[field] for reading in (told, *told["measures"])} == {None}, field
        assert (told["worsening"], told["crossed_knee"], told["abolished"]) == (None, None, None)
        assert {look["leans"] for look in told["looks"]} <= {None}
    assert to_json(judged(49, *BETTER))["signs"][1]["verdict"] == "improving"


def test_the_json_does_not_tell_of_an_improvement_by_what_speaks_against_it() -> None:
    back_up = daily(
        range(50), leg_pain=3, back_pain=falling(1, 6, 42), zone=lambda day: Zone.CALF if day < 20 else Zone.BUTTOCK
    )

    def against(*flags: RedFlagAnswer) -> str | None:
        words: str | None = to_json(judged(49, *back_up, red_flags=flags))["signs"][0]["against"]
        return words

    assert against()
    assert against(flag(49, "night_pain")) is None


def test_an_opened_sign_has_no_verdict(locked: Assessment) -> None:
    pain = next(sign for sign in locked.signs if sign.sign is Sign.PAIN)
    blocks = explain(pain, locked.digest, locked.on, locked=True).blocks
    assert not [word for word in VERDICTS if word in text(*blocks)]
    assert not {"Sure", "Began"} & {row.label for block in blocks for row in block.rows}
    assert "▲" in text(*explain(pain, locked.digest, locked.on).blocks)


def test_nor_have_the_trends(locked: Assessment) -> None:
    trends, leg = trends_of(BETTER, (), (), locked, on(49)), BY_MEASURE[LEG_PAIN.measure]
    assert glyph_of(trends, leg) == "·"
    assert verdict_line(trends, leg).startswith("· No verdict while a red flag is open: ")


def test_the_json_keeps_its_fields_and_is_not_improving(locked: Assessment) -> None:
    answer = to_json(locked)
    assert answer.keys() == to_json(judged(49, *BETTER)).keys()
    assert answer["overall"]["verdict"] != "improving"


def test_a_flag_marked_after_the_end_of_an_episode_counts() -> None:
    episode = record(Episode, 0, started=on(0), ended=on(49))
    seen = judged(56, *BETTER, episodes=(episode,), red_flags=(flag(55, "saddle_numbness"),))
    assert seen.locked
    assert [answer.flags for answer in seen.flags] == [("saddle_numbness",)]
    assert seen.overall.verdict is not Verdict.IMPROVING
    assert to_lines(seen)[1].startswith("A red flag is open")
    assert beside(seen)[0].title == "Get emergency help now"


def test_the_measures_of_an_ended_episode_are_still_those_of_its_last_day() -> None:
    episode = record(Episode, 0, started=on(0), ended=on(49))
    seen = judged(90, *BETTER, episodes=(episode,))
    assert seen.day == 50
    assert seen.overall.verdict is Verdict.IMPROVING


@pytest.mark.parametrize(("score", "words"), [(6, "+1 point, 2 matter"), (5, "0 points, 2 matter")])
def test_a_change_of_a_test_says_its_unit_and_which_one_matters(score: int, words: str) -> None:
    rated = tuple(
        entry(day, abilities=[Ability(name=name, score=5 if day < 21 else score) for name in ("walk", "sit")])
        for day in range(0, 43, 7)
    )
    (mobility,) = (sign for sign in judged(42, *rated).signs if sign.sign is Sign.MOBILITY)
    assert sign_numbers(mobility, brief=True) == words


def test_each_open_flag_is_named_beside_what_to_do_and_how_it_ends(locked: Assessment) -> None:
    _, named, *_ = beside(locked)
    assert named.title == "The open red flag"
    assert named.rows[0].words.startswith("Numb or altered feeling around the genitals")
    assert named.rows[-1].words == "When a clinician has seen it, or if it was a mistake, say so under Red flags."
