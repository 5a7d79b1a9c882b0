"""What is said of a trial."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from sciatica_tui.domain.pauses import resumed
from sciatica_tui.domain.records import TrialDecision, TrialEnd
from sciatica_tui.domain.trials.start import outlook
from sciatica_tui.domain.trials.trial import ended, last_day, looked_at, order_of_days, paused, progress
from sciatica_tui.domain.trials.words import (
    day_sentence,
    evening_question,
    for_clinician,
    kept_to_question,
    outlook_lines,
    progress_words,
    result_lines,
    today_words,
    tried_out,
)

from ...support import TODAY, day
from .test_start import pains_of
from .test_trial import evenings, trial


def test_a_day_is_with_or_without_or_with_something_else() -> None:
    heat = trial(routine="heat")
    with_day = next(day(20 - n) for n, with_it in enumerate(order_of_days(heat)) if with_it)
    without = next(day(20 - n) for n, with_it in enumerate(order_of_days(heat)) if not with_it)
    assert today_words(heat, with_day) == "Trial: with heat"
    assert today_words(heat, without) == "Trial: without heat"
    assert day_sentence(heat, without) == "Today: without heat."
    against = msgspec.structs.replace(heat, against="ice", subject="Warm bath", routine=None)
    assert today_words(against, without) == "Trial: with ice instead of Warm bath"
    assert kept_to_question(heat, with_day, with_day) == "Did you do it today: heat?"
    assert kept_to_question(heat, without, without) == "Did you go without heat today?"
    assert evening_question(heat, without, without) == "How bad is your leg pain this evening?"


def test_the_evening_of_yesterday_is_asked_for_as_that_of_another_day() -> None:
    heat = trial(routine="heat")
    order = order_of_days(heat)
    with_day, without = day(20 - order.index(True)), day(20 - order.index(False))
    assert kept_to_question(heat, with_day, with_day + timedelta(1)) == "Did you do it that day: heat?"
    assert kept_to_question(heat, without, without + timedelta(1)) == "Did you go without heat that day?"
    assert evening_question(heat, without, without + timedelta(1)) == "How bad was your leg pain that evening?"
    assert today_words(paused(heat, TODAY), TODAY) == "The trial of heat is paused"
    assert today_words(trial(day=day(100)), TODAY) == "The trial of Heat is over: see what it found"
    assert today_words(heat, day(30)) == ""


def test_progress_is_told_with_what_was_answered_and_kept_to() -> None:
    heat = trial()
    assert progress_words(progress(heat, (), day(20))) == "Day 1 of 42 · 0 evenings answered"
    told = progress_words(progress(resumed(paused(heat, day(3)), day(2)), evenings(heat, 0, 0), TODAY))
    assert told == "Day 21 of 42 · 1 evening answered · kept to it on 0 of 1 day · 1 day paused"


@pytest.mark.parametrize(
    ("effect", "conclusion"),
    [
        (-2, "Heat helps you: with it your leg pain was 2.2 points lower"),
        (2, "Heat makes it worse: with it your leg pain was 1.8 points higher"),
        (0, "No difference that matters: leg pain was much the same with Heat and without"),
    ],
)
def test_a_result_begins_with_its_conclusion(effect: int, conclusion: str) -> None:
    heat = trial(day=day(60))
    whole = ended(heat, TODAY, TrialEnd.FINISHED)
    lines = result_lines(whole, evenings(heat, 0, 41, effect=effect), TODAY)
    assert lines[0].startswith(conclusion)
    assert "of 100 trials" in lines[1]
    assert not any("Left out" in line or "Stopped" in line or "looked" in line for line in lines)


def test_a_result_says_what_was_left_out_who_looked_and_why_it_was_stopped() -> None:
    heat = looked_at(resumed(paused(trial(day=day(60)), day(50)), day(48)), day(40))
    stopped = ended(heat, day(30), TrialEnd.STOPPED, "too hard to keep to")
    lines = result_lines(stopped, evenings(heat, 0, 25), TODAY)
    assert "Left out: 5 evenings without an answer and 2 paused days." in lines
    assert "Stopped on Friday 23 October, before its end: too hard to keep to." in lines
    assert any(line.startswith("You looked before the end, on Tuesday 13 October.") for line in lines)


def test_too_few_evenings_could_not_tell() -> None:
    heat = msgspec.structs.replace(
        trial(day=day(60)), ended=day(19), end=TrialEnd.FINISHED, decision=TrialDecision.DROP
    )
    assert last_day(heat) == day(19)
    assert result_lines(heat, (), TODAY)[0].startswith("Could not tell: too few answers from days with")
    early = looked_at(trial(day=day(5)), TODAY)
    assert result_lines(early, (), TODAY)[0].startswith("It can't tell yet: too few answers from days with")


def test_a_hopeless_trial_is_advised_against_and_a_short_diary_is_named() -> None:
    restless = outlook(pains_of(*((ago, ago * 7 % 11) for ago in range(1, 60))), TODAY, 1)
    lines = outlook_lines(restless, 6)
    chances = [f"{restless.chance(6, effect):.0%}" for effect in (1, 1.5, 2)]
    assert " ".join(lines[0].replace(" %", "%").split()) == (
        "Chance that 6 weeks would show it, if it lowers your pain by "
        f"1 point {chances[0]} 1.5 points {chances[1]} 2 points {chances[2]}"
    )
    assert lines[-1].startswith("That is too low")
    assert f"12 weeks ({restless.chance(12):.0%} for 1.5 points), an answer" in lines[-1].replace(" %", "%")
    assert ". An answer every evening" in outlook_lines(restless, 12)[-1]
    short = outlook_lines(outlook(pains_of((3, 4)), TODAY, 1), 12)
    assert "You rated your pain on only 1 day of the 90 before today" in short[1]


def test_who_often_leaves_an_evening_out_is_told_what_that_costs() -> None:
    pains = pains_of(*((ago, ago * 7 % 5) for ago in range(1, 60)))
    seldom, always = outlook(pains[::2], TODAY, 1), outlook(pains, TODAY, 1)
    costs = outlook_lines(seldom, 6)[1]
    assert costs.startswith("That counts on 5 of 10 evenings, as often as you rated your pain before.")
    assert f"the chance for 1.5 points would be {seldom.chance_if_all_answered(6):.0%}." in costs.replace(" %", "%")
    assert always.chance_if_all_answered(6) == always.chance(6)
    assert not any("counts on" in line for line in outlook_lines(always, 6))


def test_a_clinician_reads_the_figures_in_one_line() -> None:
    heat = ended(trial(day=day(60), against="ice"), TODAY, TrialEnd.FINISHED)
    line = for_clinician(heat, evenings(heat, 0, 41, effect=-2))
    assert line == "Heat against ice: leg pain −2.2 (−2.8 to −1.5, p < 0.001); 42 evenings, kept to it on 33 of 42"
    assert for_clinician(heat, ()) == "Heat against ice: too few evenings to tell (0 evenings)"


def test_what_was_tried_out_is_said_once_it_has_ended_and_of_its_own_measure_alone() -> None:
    heat = trial(routine="heat")
    results = evenings(heat, 6, 4)
    assert tried_out([heat], results, "leg_pain", TODAY) == ()
    over = ended(heat, TODAY, TrialEnd.FINISHED)
    (told,) = tried_out([over], results, "leg_pain", TODAY)
    assert told == f"You tried out heat. {result_lines(over, results, TODAY)[0]}"
    assert tried_out([over], results, "back_pain", TODAY) == ()
