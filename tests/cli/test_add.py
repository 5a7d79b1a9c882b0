"""`add`: what is kept beside the check-ins."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.records import (
    TABLES,
    Compared,
    Episode,
    Event,
    EventKind,
    FlareAnswer,
    Medication,
    Relief,
    Scan,
    ScanKind,
    Visit,
    VisitKind,
    VisitQuestion,
    WalkPlan,
    Zone,
)

from ..support import day
from .conftest import CommandLine


def test_a_medication_is_kept_as_typed(run: CommandLine) -> None:
    ran = run("add", "medication", "ibuprofen", "--amount", "400 mg", "--relief", "some")
    assert ran.code == 0
    [taken] = run.kept(Medication)
    assert (taken.product, taken.amount, taken.relief) == ("ibuprofen", "400 mg", Relief.SOME)
    assert taken.at is not None


def test_a_scan_belongs_to_its_day(run: CommandLine) -> None:
    ran = run("add", "scan", "mri", "--compared", "smaller", "--at", "yesterday")
    assert ran.out.startswith("Saved: MRI scan, smaller · Saturday 21 November\n")
    [scan] = run.kept(Scan)
    assert (scan.day, scan.kind, scan.compared) == (day(1), ScanKind.MRI, Compared.SMALLER)


def test_an_event_has_its_note(run: CommandLine) -> None:
    run("add", "event", "injection", "--note", "left side [/]")
    [event] = run.kept(Event)
    assert (event.kind, event.note) == (EventKind.INJECTION, "left side [/]")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "Add what?"),
        (["scna", "mri"], "did you mean scan?"),
        (["scan"], "Which scan?"),
        (["scan", "mrt"], "“mrt” is not one of mri, ct, xray, other; did you mean mri?"),
        (["scan", "mri", "--amount", "3"], "--amount does not go with scan"),
        (["medication", "ibuprofen", "--relief", "lots"], "none, some, good"),
        (["event", "injection", "--at", "tomorrow"], "tomorrow"),
        (["visit", "doctor", "--at", "2062-01-05"], "more than 5 years ahead"),
        (["visit", "doctor", "--at", "someday"], "not understood"),
        (["visit", "doctor", "--at", "2026-11-31 10:30"], "There is no day 2026-11-31"),
        (["visit", "docter"], "did you mean doctor?"),
        (["visit", "doctor", "--relief", "some"], "--relief does not go with visit"),
        (["question", "x" * 301], "question can't be saved"),
    ],
)
def test_wrong_input_gets_one_sentence_and_nothing_is_kept(run: CommandLine, argv: list[str], words: str) -> None:
    ran = run("add", *argv)
    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not run.folder.exists()


def test_whether_numbness_is_new_is_kept_with_the_episode(run: CommandLine) -> None:
    run("log", "3", "--flags", "none", "--at", day(20).isoformat())
    run("log", "3", "--flags", "none", "--symptom", "foot numb", "--at", day(3).isoformat())
    assert run("status").out.endswith("the foot is numb: is that new?\n")
    assert run("add", "numbness", "foot", "--not-new").out.startswith(
        "Saved: the foot has been numb since the episode began.\n"
    )
    assert run("status").out.endswith(" · day 21 of logging\n")
    assert run("add", "numbness", "foot", "--new").out.startswith("Saved: the foot is newly numb; see a clinician.\n")
    [episode] = run.kept(Episode)
    assert (episode.new_numb_zones, episode.old_numb_zones, episode.started) == ((Zone.FOOT,), None, None)
    assert "Getting worse: the foot is newly numb." in run("summary").out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["numbness"], "Which zone is numb? For example: sciatica-tui add numbness foot --new"),
        (["numbness", "none", "--new"], "“none” is not one of back, buttock, thigh, calf, foot"),
        (["numbness", "foot"], "Say whether it is new: sciatica-tui add numbness foot --new, or --not-new."),
        (["numbness", "foot", "--new", "--not-new"], "Say whether it is new"),
        (["numbness", "foot", "--new", "--note", "x"], "--note does not go with numbness"),
        (["scan", "mri", "--new"], "--new and --not-new only go with numbness"),
        (["numbnes", "foot", "--new"], "did you mean numbness?"),
    ],
)
def test_what_is_not_clear_about_numbness_is_said_in_one_sentence(
    run: CommandLine, argv: list[str], words: str
) -> None:
    ran = run("add", *argv)
    assert (ran.code, run.kept(Episode)) == (2, [])
    assert words in ran.err


def test_a_day_of_another_year_is_saved_with_its_year_said(run: CommandLine) -> None:
    assert run("add", "scan", "mri", "--at", "2025-12-28").out.startswith("Saved: MRI scan · Sunday 28 December 2025\n")
    assert run("add", "scan", "mri", "--at", "2026-11-20").out.startswith("Saved: MRI scan · Friday 20 November\n")


def test_a_visit_may_be_to_come_and_has_its_time_in_the_zone_of_that_day(run: CommandLine) -> None:
    ran = run("add", "visit", "doctor", "--who", "Dr Lee", "--reason", "numb foot", "--at", "tuesday 10:30")
    assert ran.out.startswith("Saved: doctor, Dr Lee: numb foot · Tuesday 24 November, 10:30\n")
    [visit] = run.kept(Visit)
    assert (visit.day, visit.kind, visit.who) == (day(-2), VisitKind.DOCTOR, "Dr Lee")
    assert visit.at is not None
    assert visit.at.replace(tzinfo=None).isoformat() == "2026-11-24T10:30:00"
    assert visit.at == visit.at.replace(tzinfo=None).astimezone()


def test_a_visit_without_a_time_has_none_and_two_may_fall_on_a_day(run: CommandLine) -> None:
    run("add", "visit", "scan", "--at", "yesterday")
    run("add", "visit", "other", "--at", day(1).isoformat(), "--note", "Nothing new.")
    assert [(visit.day, visit.at) for visit in run.kept(Visit)] == [(day(1), None)] * 2


def test_a_question_waits_for_the_next_visit(run: CommandLine) -> None:
    assert run("add", "question", "May I cycle again?").out.startswith("Saved: May I cycle again? · Sunday 22 November")
    [question] = run.kept(VisitQuestion)
    assert (question.text, question.day, question.visit) == ("May I cycle again?", day(0), None)


def test_a_visit_is_no_event_any_more_and_the_command_for_it_is_named(run: CommandLine) -> None:
    ran = run("add", "event", "clinician")
    assert ran.code == 2
    assert "sciatica-tui add visit doctor" in ran.err


def test_a_visit_kept_ahead_is_not_the_last_entry(run: CommandLine) -> None:
    run("log", "6/3", "--flags", "none")
    run("add", "visit", "doctor", "--at", "tomorrow")
    assert run("show", "last").out.startswith("Check-in of Sunday 22 November")


def test_that_a_flare_is_over_or_goes_on_is_kept(run: CommandLine) -> None:
    run("log", "8", "--flags", "none", "--flare", "--at", day(4).isoformat())
    assert run("add", "flare", "goes-on").out.startswith("Saved: the flare of 18 November goes on.\n")
    ran = run("add", "flare", "over", "--at", "yesterday")
    assert ran.out.startswith("Saved: the flare of 18 November is over; its last day was 21 November.\n")
    assert {(answer.day, answer.over) for answer in run.kept(FlareAnswer)} == {(day(0), False), (day(1), True)}
    assert "the last day of the flare" in run("list").out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["flare", "over"], "There is no flare to end."),
        (["flare"], "Which flare? For example: sciatica-tui add flare over --at yesterday"),
        (["flare", "ovr"], "“ovr” is not one of over, goes-on; did you mean over?"),
        (["flare", "over", "--note", "x"], "--note does not go with flare"),
        (["walking", "pause"], "There is no walking plan."),
        (["walking", "31"], "takes 1 to 30 minutes, not 31"),
        (["walking", "nan"], "takes 1 to 30 minutes"),
        (["walking", "far"], "“far” is neither minutes nor one of pause, resume, end."),
        (["walking", "10", "--at", "yesterday"], "--at does not go with walking"),
    ],
)
def test_what_is_not_clear_about_a_flare_or_a_plan_is_said_and_nothing_is_kept(
    run: CommandLine, argv: list[str], words: str
) -> None:
    ran = run("add", *argv)
    assert (ran.code, run.folder.exists()) == (2, False)
    assert words in ran.err


def test_a_fault_in_the_settings_is_named_once(run: CommandLine, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text("[looks]\ntheme = 7\n")
    assert run("add", "walking", "10", "--config", str(settings)).err.count("theme") == 1


def test_a_flare_does_not_end_before_it_began(run: CommandLine) -> None:
    run("log", "8", "--flags", "none", "--flare", "--at", day(4).isoformat())
    assert "its last day can't be before that" in run("add", "flare", "over", "--at", day(5).isoformat()).err
    assert run.kept(FlareAnswer) == []


def test_a_walking_plan_begins_changes_waits_goes_on_and_ends(run: CommandLine) -> None:
    assert run("add", "walking", "10").out.startswith("Saved: the walking plan begins with 10 min a day.\n")
    assert run("add", "walking", "8 min").out.startswith("Saved: the walking plan is 8 min a day from today.\n")
    assert "1 to 12 min today, not 20" in run("add", "walking", "20").err
    assert "paused" in run("add", "walking", "pause").out
    assert "goes on" in run("add", "walking", "resume").out
    assert run("add", "walking", "end").out.startswith("Saved: the walking plan has ended.\n")
    [plan] = run.kept(WalkPlan)
    assert (plan.minutes, [step.minutes for step in plan.steps], plan.ended) == (10, [8], day(0))


def test_no_walking_plan_begins_with_an_open_red_flag(run: CommandLine) -> None:
    run("log", "5", "--flags", "fever")
    assert "A red flag is open" in run("add", "walking", "10").err
    assert run.kept(WalkPlan) == []


@pytest.mark.parametrize(
    "words",
    [("scan", "mri"), ("question", "May I swim?"), ("walking", "10"), ("numbness", "foot", "--not-new")],
    ids=lambda words: words[0],
)
def test_it_says_how_to_undo_it_and_that_does(run: CommandLine, words: tuple[str, ...]) -> None:
    last_line = run("add", *words).out.splitlines()[-1]
    assert last_line.startswith("To undo: sciatica-tui ")
    command = last_line.removeprefix("To undo: sciatica-tui ").partition(" --data")[0].split()
    assert run(*command, *(["--yes"] if command[0] == "delete" else [])).code == 0
    assert [record for kind in TABLES.values() for record in run.kept(kind)] == []
