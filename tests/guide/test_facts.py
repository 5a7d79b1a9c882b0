"""The figures in the guide are those that the app works with."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.assessment import (
    criteria,
    daily_look,
    enough_entries,
    look_days,
    measure_assessment,
    verdict,
    verdict_input,
)
from sciatica_tui.domain.measures import rules
from sciatica_tui.domain.red_flags import alarms
from sciatica_tui.domain.red_flags import flags as red_flags
from sciatica_tui.domain.routines import catalogue, safety, session_plan, setbacks, timer
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.views import natural_course

from . import words_of

LEG = rules.LEG_PAIN
SEVERE_FROM, SEVERE_STILL = LEG.severe or (None, None)
STRETCH, ICE, HEAT = BY_NAME["hamstring"].limits, BY_NAME["ice"], BY_NAME["heat"]
ICE_HOURS = f"{safety.ICE_OFF.total_seconds() / 3600:.0f} hours"
IN_WORDS = {2: "Twice", 5: "five", 8: "eight", 10: "Ten"}


def in_100(probability: float) -> str:
    return f"{probability * 100:.0f} in 100"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


FACTS: dict[str, tuple[str, ...]] = {
    "pain": (
        f"{LEG.counts:.1f} points, or {percent(LEG.share)} of where you began",
        f"For the worse: {LEG.worse_counts} points",
        f"Began at {LEG.low} or less",
        f"at least {rules.LOW_DROP:.0f} point",
        f"Began at {SEVERE_FROM:.0f} or more",
        f"stays at {SEVERE_STILL} or more at two weekly checks",
    ),
    "centralization": (f"back pain has risen by less than {verdict.BACK_RISE:.0f}",),
    "mobility": (
        f"{rules.ABILITIES.counts} points on average; with only one activity, {rules.ONE_ABILITY.counts}",
        f"{percent(rules.SIT.share)}, and at least {rules.SIT.counts} minutes",
        f"Reach: {rules.REACH.counts} cm",
        f"Activities above {rules.ABILITIES.nothing_to_improve}",
    ),
    "spasms": (f"{rules.SPASM_SEVERITY.counts:.0f} points or {percent(rules.SPASM_SEVERITY.share)}",),
    "strength": (
        f"Heel rises: {rules.HEEL_RISES.counts} on the affected side",
        f"{rules.HEEL_RISES.nothing_to_improve} or more from the start",
        f"up to {BY_NAME['heel-rises'].steps[0].repetitions}",
        "Up to {} seconds is unimpaired, up to {} mild, up to {} moderate".format(*rules.SIT_TO_STAND_BANDS),
    ),
    "leg-raise": (f"{rules.LEG_RAISE.counts}° more, at two tests", f"{rules.LEG_RAISE_GAP.counts}° smaller"),
    "check-in": (f"{criteria.BOTHER_ACCEPTABLE:.0f} or less", f"a change of {rules.BOTHER.counts} matters"),
    "how-we-judge": (
        f"on every {look_days.LOOK_EVERY}th day, from day {look_days.FIRST_LOOK}",
        f"needs {enough_entries.LEAST} days with an entry, {enough_entries.LEAST_RECENT} of them",
        f"in the last {enough_entries.RECENT}.",
        f"once a week, it needs {enough_entries.RARE_LEAST}",
        f"{LEG.counts:.1f} points or {percent(LEG.share)}",
        f"at least {in_100(daily_look.SURE_BETTER)} that it is 1 or more lower",
        f"at least {in_100(daily_look.SURE_WORSE)} that it is 1 or more higher, by {LEG.worse_counts}",
        f"at least {in_100(daily_look.EARLY)}, either way",
        f"needs {in_100(daily_look.SURE_RELAPSE)}",
        f"after {measure_assessment.SILENCE} days without an entry",
        f"{in_100(daily_look.SURE_FOR_ALL)} here",
    ),
    "phases": (
        f"at most {criteria.LEG_LOW:.0f}, or down by {percent(criteria.LEG_SHARE)} and by {criteria.LEG_DROP:.0f}",
        f"back pain is at most {criteria.BACK_BEARABLE:.0f}",
        f"leg pain is at most {criteria.LEG_ACCEPTABLE} and back pain at most {criteria.BACK_ACCEPTABLE}",
        f"bother is at most {criteria.BOTHER_ACCEPTABLE:.0f} of 24",
        f"at least {criteria.ABILITIES_ENOUGH:.0f} of 10",
        f"for {criteria.FREE_DAYS} days, at least {criteria.FREE_LOGGED} of them logged",
        f"no gap longer than {criteria.FREE_GAP} days",
    ),
    "ice-and-heat": (
        f"Ice: {ICE.steps[0].hold_seconds // 60} min, never over {ICE.limits.hold[1] // 60}",
        f"Heat: {HEAT.steps[0].hold_seconds // 60} min, never over {HEAT.limits.hold[1] // 60}",
        f"at least {ICE_HOURS} off",
        f"at most {safety.HEAT_A_DAY} a day",
    ),
    "routines": (
        f"Ice: not again for {ICE_HOURS}",
        f"Heat: at most {safety.HEAT_A_DAY} a day",
        f"{STRETCH.hold[0]} to {STRETCH.hold[1]} seconds for a stretch",
    ),
    "movement": (
        f"{STRETCH.hold[0]} to {STRETCH.hold[1]} seconds",
        f"{STRETCH.repetitions[0]} to {STRETCH.repetitions[1]} times",
        f"leg pain up by {setbacks.LEG_PAIN_RISE} or more",
        f"{IN_WORDS[setbacks.SET_ASIDE_AFTER]} within {setbacks.SET_ASIDE_DAYS} days",
        f"{IN_WORDS[BY_NAME['bridge'].steps[0].repetitions]} slow repetitions",
    ),
    "session": (
        f"{IN_WORDS[session_plan.READY_SECONDS]} seconds to get ready, "
        f"{IN_WORDS[session_plan.SWITCH_SECONDS]} to change sides",
        f"gap of more than {timer.GAP_SECONDS:.0f} seconds",
    ),
    "red-flags": (
        f"heel rises {alarms.HEEL_RISE_DROP} below the last three",
        f"for {red_flags.BANNER_DAYS} days",
        f"in the last {verdict_input.FLAGS_ASKED.days} days",
    ),
    "what-it-is": (f"under {natural_course.ACUTE_WEEKS} weeks", f"over {natural_course.SUBACUTE_WEEKS} weeks"),
}


@pytest.mark.parametrize(("name", "fact"), [(name, fact) for name, facts in FACTS.items() for fact in facts])
def test_figures_are_those_of_the_rules(name: str, fact: str) -> None:
    assert fact in words_of(name)


def usual_course() -> str:
    rows = natural_course.usual_block(None).rows
    return f"{' '.join(f'{row.words} {row.aside}' for row in rows)} {natural_course.USUAL_NOTE}"


@pytest.mark.parametrize(
    ("figure", "share"), [("65–70", "65–70 %"), ("87", "87 %"), ("55", "55 %"), ("1 in 4", "1 in 4")]
)
def test_the_usual_course_has_the_ranges_of_the_app(figure: str, share: str) -> None:
    assert figure in usual_course()
    assert share in words_of("how-long")


@pytest.mark.parametrize("figure", ["95", "39"])
def test_what_became_of_people_with_severe_pain_is_told_to_nobody_who_did_not_look_for_it(figure: str) -> None:
    assert figure not in usual_course()
    assert f"{figure} %" in words_of("how-long")


def test_every_exercise_that_can_be_asked_of_a_person_is_on_a_page() -> None:
    told = f"{words_of('movement')} {words_of('ice-and-heat')} {words_of('strength')} {words_of('speed-up')}".casefold()
    named = [routine.title for routine in catalogue.ROUTINES if routine.kind in catalogue.EXERCISES]
    assert [title for title in named if title.removesuffix(" stretch").casefold() not in told] == ["Daily stretches"]
