"""What has changed since a visit: the same model and the same thresholds as everywhere, and what happened since."""

from __future__ import annotations

from random import Random

from sciatica_tui.domain.assessment.assess import assess
from sciatica_tui.domain.flares import Flare, flares
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import CheckIn, FlareAnswer, Medication, Quality, RedFlagAnswer, Symptom, Zone
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.visits.since import SinceVisit, since_visit
from sciatica_tui.domain.visits.words import since_lines, since_title

from ...support import NOW, TODAY, checkin, day, stamp
from .test_visit import visit


def diary(pains: list[int]) -> tuple[CheckIn, ...]:
    """A check-in on each day up to today, the oldest first."""
    return tuple(checkin(len(pains) - 1 - n, leg_pain=pain) for n, pain in enumerate(pains))


def since(
    checkins: tuple[CheckIn, ...], days_ago: int, told_flares: tuple[Flare, ...] = (), **records: object
) -> SinceVisit:
    snapshot = RecordSnapshot(checkins=checkins, **records)  # type: ignore[arg-type]
    return since_visit(visit(days_ago, who="Dr Lee"), assess(snapshot, TODAY), snapshot, flares=told_flares)


def leg(summary: SinceVisit) -> Verdict:
    (change,) = (change for change in summary.changes if change.rule.measure == "leg_pain")
    return change.verdict


def lines(summary: SinceVisit, *, locked: bool = False) -> dict[str, str]:
    return dict(since_lines(summary, locked=locked))


def test_a_fall_since_the_visit_is_told_with_its_figures_and_one_from_before_it_is_not() -> None:
    fell_after = [7, 6, 7, 7, 6, 7, 7, 6, 7, 7, 6, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 2]
    assert leg(since(diary(fell_after), 20)) is Verdict.IMPROVING
    words = lines(since(diary(fell_after), 20))["Leg pain"]
    assert words.startswith(("6.", "7."))
    assert words.endswith(": improving")
    fell_before = [8, 7, 8, 8, 7, 8, 7, 6, 6, 5, 4, 3, 2, 2, 3] + [2, 3, 2, 2, 3, 2, 2, 3, 2, 2] * 3
    assert assess(RecordSnapshot(checkins=diary(fell_before)), TODAY).readings["leg_pain"].verdict is Verdict.IMPROVING
    assert leg(since(diary(fell_before), 28)) is Verdict.NO_CLEAR_CHANGE


def test_a_rise_since_the_visit_is_told_and_a_younger_one_as_maybe() -> None:
    low = [3, 3, 2, 3, 2, 4, 3, 2] * 3
    assert leg(since(diary([*low, *[7, 6, 7, 7, 6, 7, 8] * 4]), 28)) is Verdict.WORSENING
    assert lines(since(diary([*low, *[7, 6, 7, 7, 6, 7, 8] * 2]), 14))["Leg pain"].endswith(": maybe worse")


def test_a_zone_that_is_nearer_is_not_improving_where_a_zone_is_newly_numb() -> None:
    def checkins(numb_for: int) -> tuple[CheckIn, ...]:
        numb = (Symptom(zone=Zone.FOOT, quality=Quality.NUMB),)
        zones = [Zone.FOOT] * 15 + [Zone.BUTTOCK] * 25
        return tuple(
            checkin(39 - n, leg_pain=5, zone=zone, symptoms=numb if n >= 40 - numb_for else ())
            for n, zone in enumerate(zones)
        )

    assert lines(since(checkins(0), 26))["Furthest zone"] == "foot → buttock: improving"
    assert lines(since(checkins(3), 26))["Furthest zone"] == "foot → buttock: no clear change"


def test_people_who_stay_the_same_are_seldom_told_of_a_change() -> None:
    false_changes = 0
    for seed in range(150):
        chance, wobble, pains = Random(seed), 0.0, []
        for _ in range(45):
            wobble = 0.45 * wobble + chance.gauss(0, 1.3)
            pains.append(min(10, max(0, round(5 + wobble))))
        false_changes += leg(since(diary(pains), 21)) in (Verdict.IMPROVING, Verdict.WORSENING)
    assert false_changes <= 5


def test_too_few_entries_on_a_side_give_no_verdict() -> None:
    pains = [6, 5, 6, 6, 5, 6, 6, 5, 6, 6, 6, 5, 1, 1]
    assert leg(since(diary(pains), 2)) is Verdict.NOT_ENOUGH_DATA
    summary = since(diary(pains), 40)
    assert summary.changes == ()
    assert lines(summary)["Measures"] == "not enough entries on both sides of the visit to compare"


def test_flares_red_flags_and_medication_are_told_from_the_day_of_the_visit_on() -> None:
    checkins = (
        checkin(12, leg_pain=5, flare=True, red_flags=[]),
        checkin(10, leg_pain=5, flare=True, red_flags=[]),
        checkin(7, leg_pain=7, flare=True, red_flags=[]),
        checkin(1, leg_pain=5, red_flags=[]),
    )
    pills = tuple(Medication(**stamp(), day=day(ago), product="ibuprofen") for ago in (22, 21, 20, 19, 10, 9, 9, 2))
    flag = RedFlagAnswer(**stamp(), day=day(3), at=NOW, flags=("fever",))
    over = FlareAnswer(**stamp(), day=day(4), over=True)
    told_flares = flares(checkins, (FlareAnswer(**stamp(), day=day(10), over=True), over), TODAY)
    summary = since(checkins, 10, told_flares, medications=pills, red_flags=(flag,))
    words = lines(summary)
    assert words["Flares"] == "10–12 Nov (3 days), 15–18 Nov (4 days)"
    assert words["Red flags"].startswith("Fever")
    assert words["Red flags"].endswith(", 19 Nov")
    assert words["Medication"] == "3 of 11 days from the visit on, 3 of the 11 before it"
    assert since_title(summary) == "Since the last visit: Dr Lee, 12 Nov (11 days)"
    assert lines(since(checkins[1:], 10))["Red flags"] == "none, asked on 3 days", "that of the visit is one of them"


def test_medication_before_the_visit_is_counted_from_the_first_entry_as_no_day_before_it_was_logged() -> None:
    pills = tuple(Medication(**stamp(), day=day(ago), product="ibuprofen") for ago in (12, 9))
    words = [
        lines(since(tuple(checkin(ago, leg_pain=5) for ago in agoes), 10, medications=pills))["Medication"]
        for agoes in ((13, 1), (1,))
    ]
    assert words == [
        "1 of 11 days from the visit on, 1 of the 3 before it",
        "1 of 11 days from the visit on, 1 of the 2 before it",
    ]
    nothing_before = lines(since((checkin(8, leg_pain=5),), 10, medications=pills[1:]))
    assert nothing_before["Medication"] == "1 of 11 days from the visit on"


def test_an_open_red_flag_leaves_the_figures_and_takes_the_verdict() -> None:
    pains = [7] * 14 + [2] * 20
    words = lines(since(diary(pains), 20), locked=True)["Leg pain"]
    assert "→" in words
    assert "improving" not in words
