"""`log`: what is typed is what is kept, and what can't be kept is said in one sentence."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.errors import StoreError
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.measures.catalogue import MEASURES
from sciatica_tui.domain.records import CheckIn, Episode, Medication, RedFlagAnswer, Side
from sciatica_tui.storage.journal import Journal

from ..support import NOW, day, stamp
from .conftest import CommandLine


def answers(run: CommandLine) -> dict[str, Any]:
    """What the only entry answers, as JSON has it."""
    [entry] = run.kept(CheckIn)
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(answers_of(entry)))
    return found


def test_a_line_is_enough(run: CommandLine) -> None:
    ran = run("log", "6/3", "calf", "long drive", "--at", "yesterday")
    assert ran.code == 0
    first, second = ran.out.splitlines()
    assert first == "Saved: leg 6, back 3, calf, “long drive” · for yesterday, Saturday 21 November"
    assert second.startswith("To undo: sciatica-tui delete ")
    [entry] = run.kept(CheckIn)
    assert (entry.day, entry.at) == (date(2026, 11, 21), None)
    assert answers(run) == {"leg_pain": 6, "back_pain": 3, "zone": "calf", "note": "long drive"}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["6"], {"leg_pain": 6}),
        (["10/10"], {"leg_pain": 10, "back_pain": 10}),
        (["-/3"], {"back_pain": 3}),
        (["/3"], {"back_pain": 3}),
        (["6/-"], {"leg_pain": 6}),
        (["0", "none"], {"leg_pain": 0, "zone": "none"}),
        (["CALF"], {"zone": "calf"}),
        (
            ["4/2", "thigh", "after", "the", "gym"],
            {"leg_pain": 4, "back_pain": 2, "zone": "thigh", "note": "after the gym"},
        ),
        (["4", "sat too long"], {"leg_pain": 4, "note": "sat too long"}),
        (["sat too long"], {"note": "sat too long"}),
    ],
)
def test_what_is_left_out_stays_unanswered(run: CommandLine, words: list[str], kept: dict[str, Any]) -> None:
    assert run("log", *words).code == 0
    assert answers(run) == kept


EVERY_OPTION: list[tuple[str, list[str], dict[str, Any]]] = [
    ("leg_pain", ["--leg-pain", "7"], {"leg_pain": 7}),
    ("back_pain", ["--back-pain", "0"], {"back_pain": 0}),
    ("zone", ["--zone", "foot"], {"zone": "foot"}),
    ("side", ["--side", "left"], {"side": "left"}),
    ("frequency", ["--frequency", "now and then"], {"frequency": "now_and_then"}),
    ("frequency", ["--frequency", "half"], {"frequency": "half"}),
    (
        "symptoms",
        ["--symptom", "calf right tingling 4", "--symptom", "buttock ache"],
        {
            "symptoms": [
                {"zone": "calf", "quality": "tingling", "side": "right", "intensity": 4},
                {"zone": "buttock", "quality": "ache"},
            ]
        },
    ),
    ("symptoms", ["--symptom", "none"], {"symptoms": []}),
    ("cough_pain", ["--cough-pain"], {"cough_pain": True}),
    ("cough_pain", ["--no-cough-pain"], {"cough_pain": False}),
    ("weakness_felt", ["--no-weakness-felt"], {"weakness_felt": False}),
    ("spasm_count", ["--spasm-count", "3-5"], {"spasm_count": "three_to_five"}),
    ("spasm_count", ["--spasm-count", "over 10"], {"spasm_count": "more"}),
    ("spasm_severity", ["--spasm-severity", "5"], {"spasm_severity": 5}),
    ("sit_minutes", ["--sit-minutes", "45"], {"sit_minutes": 45}),
    ("stand_minutes", ["--stand-minutes", "0"], {"stand_minutes": 0}),
    ("walk_minutes", ["--walk-minutes", "1440"], {"walk_minutes": 1440}),
    (
        "activity",
        ["--activity", "walk=20", "--activity", "swim=15"],
        {"activity": [{"kind": "walk", "minutes": 20}, {"kind": "swim", "minutes": 15}]},
    ),
    ("tasks.stairs", ["--task", "stairs=hard"], {"tasks.stairs": "hard"}),
    ("tasks.lifting", ["--task", "lifting=not-done"], {"tasks.lifting": "not_done"}),
    ("tasks.bending", ["--task", "bending=could not"], {"tasks.bending": "could_not"}),
    ("tasks.driving", ["--task", "driving=easy"], {"tasks.driving": "easy"}),
    ("sleep", ["--sleep", "4"], {"sleep": 4}),
    ("posture", ["--posture", "sitting"], {"posture": "sitting"}),
    ("tags", ["--tag", "long drive", "--tag", "#desk"], {"tags": ["long drive", "desk"]}),
    ("flare", ["--flare"], {"flare": True}),
    ("flare", ["--no-flare"], {"flare": False}),
    ("note", ["--note", "tired"], {"note": "tired"}),
    ("abilities", ["--ability", "walk to work=7"], {"abilities": [{"name": "walk to work", "score": 7}]}),
    ("bother.leg_pain", ["--bother", "leg_pain=3"], {"bother.leg_pain": 3}),
    ("bother.tingling", ["--bother", "tingling=6,weakness=0"], {"bother.tingling": 6, "bother.weakness": 0}),
    ("bother.weakness", ["--bother", "weakness=1"], {"bother.weakness": 1}),
    (
        "bother.sitting",
        ["--bother", "sitting=2", "--bother", "leg-pain=4"],
        {"bother.sitting": 2, "bother.leg_pain": 4},
    ),
    ("worry", ["--worry", "7"], {"worry": 7}),
    ("confidence", ["--confidence", "4"], {"confidence": 4}),
    (
        "leg_raise.method",
        ["--leg-raise", "45/70", "--leg-raise-method", "lying"],
        {"leg_raise.method": "lying", "leg_raise.left_degrees": 45, "leg_raise.right_degrees": 70},
    ),
    (
        "leg_raise",
        ["--leg-raise", "-/70", "--leg-raise-method", "seated"],
        {"leg_raise.method": "seated", "leg_raise.right_degrees": 70},
    ),
    ("heel_rises", ["--heel-rises", "12/25"], {"heel_rises.left": 12, "heel_rises.right": 25}),
    ("heel_walk", ["--heel-walk", "normal/-"], {"heel_walk.left": "normal"}),
    ("toe_lift", ["--toe-lift", "normal/normal"], {"toe_lift.left": "normal", "toe_lift.right": "normal"}),
    ("sit_to_stand_seconds", ["--sit-to-stand-seconds", "12,5"], {"sit_to_stand_seconds": 12.5}),
    ("reach_cm", ["--reach-cm", "20"], {"reach_cm": 20.0}),
    ("change_felt", ["--change-felt", "-2"], {"change_felt": -2}),
]


@pytest.mark.parametrize(("path", "argv", "kept"), EVERY_OPTION)
def test_every_measure_has_an_option(run: CommandLine, path: str, argv: list[str], kept: dict[str, Any]) -> None:
    ran = run("log", *argv)
    assert (ran.code, ran.err.count("sciatica-tui:")) == (0, 0)
    assert answers(run) == kept


def test_no_measure_was_forgotten(run: CommandLine) -> None:
    assert {path for path, _, _ in EVERY_OPTION} | {"medication"} == {measure.path for measure in MEASURES}
    page = run("log", "--help").out
    for measure in MEASURES:
        assert measure.option in page


BAD: list[tuple[list[str], str]] = [
    ([], "There is nothing to log"),
    (["11"], "Worst leg pain takes a whole number from 0 to 10, not “11”."),
    (["--", "-3"], "Worst leg pain takes a whole number from 0 to 10, not “-3”."),
    (["6", "--", "-3"], "leg and back pain go in one word: 6/3."),
    (["6/11"], "Worst back pain takes a whole number from 0 to 10, not “11”."),
    (["6.5/3"], "Worst leg pain takes a whole number from 0 to 10, not “6.5”."),
    (["6/3x"], "not “3x”"),
    (["6/3/2"], "not “3/2”"),
    (["-/-"], "“-/-” has no number"),
    (["99999999999999999999"], "Worst leg pain takes"),
    (["six"], "“six” is not understood; for leg pain 6, type: sciatica-tui log 6"),
    (["Ten", "calf"], "“Ten” is not understood; for leg pain 10, type: sciatica-tui log 10"),
    ([""], "There is nothing to log; try: sciatica-tui log 6/3 calf (see log --help)."),
    (["6", "caff"], "“caff” is not a zone (none, back, buttock, thigh, calf, foot); did you mean calf?"),
    (["6", "calf", "foot"], "“foot” is a second zone"),
    (["6", "--leg-pain", "5"], "Worst leg pain is given twice"),
    (["6", "--at", "2026-11-23"], "is in the future"),
    (["6", "--at"], "--at needs a value after it"),
    (["6", "--slep", "3"], "There is no option --slep; did you mean --sleep?"),
    (["6", "--flare=yes"], "--flare takes no value"),
    (["6", "--data"], "--data needs a value after it"),
    (["6", "--data", " "], "--data needs a path"),
    (["--sleep", "11"], "Sleep takes a whole number from 0 to 10, not “11”."),
    (["--sleep", "nan"], "Sleep takes"),
    (["--walk-minutes", "1e3"], "Can walk takes a whole number from 0 to 1440 (min), not “1e3”."),
    (["--walk-minutes", "-5"], "Can walk takes"),
    (["--sit-to-stand-seconds", "inf"], "Sit to stand, five times takes a number from 0 to 300 (s), not “inf”."),
    (["--frequency", "hlaf the day"], "did you mean half the day?"),
    (["--heel-rises", "12"], "--heel-rises takes both sides as LEFT/RIGHT"),
    (["--heel-rises", "12/26"], "Heel rises takes a whole number from 0 to 25 (times), not “26”."),
    (["--leg-raise", "45/70"], "--leg-raise needs --leg-raise-method"),
    (["--leg-raise-method", "lying"], "needs the degrees too"),
    (["--symptom", "calf"], "needs a zone"),
    (["--symptom", "calf tingly"], "did you mean tingling?"),
    (["--symptom", "none ache"], "--symptom can't take “none”"),
    (["--symptom", "calf ache 11"], "--symptom can't take “11”"),
    (["--activity", "walk"], "--activity takes NAME=ANSWER"),
    (["--activity", "wlak=20"], "did you mean walk?"),
    (["--activity", "walk=2000"], "Activity done: walk takes a whole number from 0 to 1440"),
    (["--activity", "walk=20,walk=10"], "--activity has walk twice"),
    (["--bother", "leg_pain=7"], "Bother: leg pain takes a whole number from 0 to 6, not “7”."),
    (["--task", "stairs=so-so"], "Stairs takes one of not done, easy, hard, could not, not “so-so”."),
    (["--ability", "walk"], "--ability takes NAME=0–10"),
    (["--tag", ""], "Tags takes tags of 60 letters at most."),
    (["--posture", "x" * 61], "Posture now takes a word or two, 60 letters at most."),
    (["--medication", " "], "--medication takes a name"),
    (["--change-felt", "4"], "Felt change takes a whole number from −3 to 3, not “4”."),
    (["--flags", "night_pian"], "There is no red flag “night_pian”; did you mean night_pain?"),
]


@pytest.mark.parametrize(("argv", "sentence"), BAD)
def test_wrong_input_gets_one_sentence_and_nothing_is_made(run: CommandLine, argv: list[str], sentence: str) -> None:
    ran = run("log", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.startswith("sciatica-tui: ")
    assert ran.err.count("\n") == 1
    assert not run.folder.exists()


def test_medication_is_kept_beside_the_check_in_as_typed(run: CommandLine) -> None:
    ran = run("log", "4", "--medication", "ibuprofen 400 mg", "--medication", "paracetamol")
    assert "ibuprofen 400 mg, paracetamol" in ran.out
    [entry] = run.kept(CheckIn)
    taken = run.kept(Medication)
    assert {(m.product, m.amount) for m in taken} == {("ibuprofen", "400 mg"), ("paracetamol", None)}
    assert {(m.checkin, m.day, m.at) for m in taken} == {(entry.id, entry.day, entry.at)}


def test_an_entry_after_midnight_says_which_day_it_belongs_to(run: CommandLine) -> None:
    run.clock.set(NOW.replace(hour=1, minute=30))
    assert "Saturday 21 November, 01:30 after midnight" in run("log", "5").out


def test_abilities_go_by_the_activities_the_person_named(run: CommandLine) -> None:
    episode = Episode(**stamp(), day=NOW.date(), activities=("Walk to work", "Tie my shoes"))
    Journal.open(run.folder, run.clock.now).save("episode", episode)
    assert "did you mean walk to work?" in run("log", "--ability", "walk to wrok=7").err
    assert run("log", "--ability", "tie my shoes=7").code == 0
    assert answers(run) == {"abilities": [{"name": "Tie my shoes", "score": 7}]}


def test_log_prints_the_id_that_takes_the_entry_back_with_all_that_came_along(run: CommandLine) -> None:
    run("log", "3")
    ran = run("log", "6/3", "calf", "--medication", "ibuprofen", "--heel-walk", "weak/normal")
    [entry] = [c for c in run.kept(CheckIn) if c.leg_pain == 6]
    assert f"To undo: sciatica-tui delete {entry.id[-6:]} --data" in ran.out
    assert run("delete", entry.id[-6:], "--yes").code == 0
    assert [c.leg_pain for c in run.kept(CheckIn)] == [3]
    assert (run.kept(Medication), run.kept(RedFlagAnswer)) == ([], [])


def test_none_of_the_red_flags_is_kept_and_said(run: CommandLine) -> None:
    assert "red flags: none marked" in run("log", "4", "--flags", "none").out
    assert answers(run)["red_flags"] == []
    assert run.kept(RedFlagAnswer) == []


@pytest.mark.parametrize("flags", ["none", "fever"])
def test_red_flags_alone_are_an_answer_and_no_check_in(run: CommandLine, flags: str) -> None:
    ran = run("log", "--flags", flags)
    [answer] = run.kept(RedFlagAnswer)
    assert (run.kept(CheckIn), answer.flags, answer.checkin) == ([], () if flags == "none" else ("fever",), None)
    assert ("To undo:" in ran.out) == (flags == "none")
    if flags == "none":
        assert run("delete", answer.id[-6:], "--yes").code == 0


def test_where_nobody_can_be_asked_the_red_flags_are_not_asked(run: CommandLine) -> None:
    run("log", "4")
    [entry] = run.kept(CheckIn)
    assert entry.red_flags is None


def test_a_red_flag_stands_open_and_what_to_do_is_said(run: CommandLine) -> None:
    config = run.folder.parent / "config.toml"
    config.write_text('[help]\nemergency = "112"\nsame_day = "116117"\n', "utf-8")
    ran = run("--config", str(config), "log", "4", "--flags", "night-pain,saddle_numbness")
    assert ran.code == 0
    assert "GET EMERGENCY HELP NOW" in ran.err
    assert "call 112" in ran.err
    [answer] = run.kept(RedFlagAnswer)
    assert (answer.flags, answer.raised, answer.cleared) == (("night_pain", "saddle_numbness"), False, None)
    assert run("status").out.startswith("! Get emergency help now · ")


def test_a_red_flag_of_a_past_day_is_of_that_day_and_has_no_time_as_its_entry_has_none(run: CommandLine) -> None:
    assert run("log", "5", "--flags", "urination", "--at", "2026-11-19").code == 0
    [answer] = run.kept(RedFlagAnswer)
    assert (answer.day.isoformat(), answer.at) == ("2026-11-19", None)


def test_new_weakness_raises_the_alarm_by_itself(run: CommandLine) -> None:
    ran = run("log", "--heel-walk", "weak/normal")
    assert ran.code == 0
    assert "SPEAK TO A DOCTOR TODAY" in ran.err
    assert "There was no terminal to ask you whether this is right" in ran.err
    [entry], [answer] = run.kept(CheckIn), run.kept(RedFlagAnswer)
    assert (answer.flags, answer.raised, answer.checkin) == (("one_leg_weakness",), True, entry.id)


def test_an_alarm_that_stands_already_is_not_raised_again(run: CommandLine) -> None:
    run("log", "--heel-walk", "weak/normal")
    assert run("log", "--heel-walk", "weak/normal").err == ""
    assert len(run.kept(RedFlagAnswer)) == 1


def test_the_other_leg_is_an_emergency(run: CommandLine) -> None:
    run("log", "4", "calf", "--side", "left")
    assert run.kept(CheckIn)[0].side is Side.LEFT
    run.clock.advance(60)
    alarm = run("log", "--symptom", "foot right numb").err
    assert "GET EMERGENCY HELP NOW" in alarm
    assert "112 Europe · 911 US and Canada · 999 UK" in alarm


@pytest.mark.parametrize(
    ("words", "what_to_do"),
    [(("--flags", "bowels"), "GET EMERGENCY HELP NOW"), (("--heel-walk", "weak/normal"), "SPEAK TO A DOCTOR TODAY")],
)
def test_what_to_do_is_said_even_where_nothing_could_be_saved(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], what_to_do: str
) -> None:
    def full(*args: object, **more: object) -> None:
        raise StoreError("The disk is full; nothing was saved.")

    run("log", "6/3")
    monkeypatch.setattr(Journal, "save", full)
    for command in ("log", "6"), ("edit", "last"):
        ran = run(*command, *words)
        assert ran.code == 1
        assert what_to_do in ran.err
        assert "The disk is full; nothing was saved." in ran.err
        assert "say so in the app" not in ran.err


def test_words_that_the_locale_could_not_read_are_kept_as_they_can_be(run: CommandLine) -> None:
    assert run("log", "4", "calf", "caf\udce9 stop").code == 0
    assert answers(run)["note"] == "caf\ufffd stop"


def test_a_note_can_not_steer_the_terminal(run: CommandLine) -> None:
    assert "\x1b" not in run("log", "4", "calf", "a \x1b]0;b\x07 c").out


def test_a_day_of_another_year_is_said_with_its_year(run: CommandLine) -> None:
    assert "Wednesday 1 January 2020" in run("log", "4", "--at", "2020-01-01").out


def test_a_low_count_that_nobody_can_be_asked_about_raises_nothing_and_says_where_it_is_asked(run: CommandLine) -> None:
    for days_ago in (14, 7):
        run("log", "--heel-rises", "18/20", "--flags", "none", "--at", day(days_ago).isoformat())
    ran = run("log", "--heel-rises", "8/20", "--flags", "none")
    assert ran.code == 0
    assert "Left heel rises 18 → 8: rest for five minutes, then try once more." in ran.err
    assert run.kept(RedFlagAnswer) == []


def test_no_heel_rise_where_there_were_some_is_a_flag_that_says_so_with_its_day(run: CommandLine) -> None:
    run("log", "--heel-rises", "18/20", "--flags", "none", "--at", day(7).isoformat())
    ran = run("log", "--heel-rises", "0/20", "--flags", "none", "--at", day(3).isoformat())
    assert "SPEAK TO A DOCTOR TODAY" in ran.err
    why = "left heel rises 18 → 0 on 19 November"
    assert run("status").out.startswith(f"! Speak to a doctor today: {why} · ")
    assert (
        f"A red flag is open: new or worsening weakness of one leg, or a foot that drops ({why})." in run("summary").out
    )
    assert json.loads(run("summary", "--json").out)["red_flags"][0]["why"] == "left heel rises 18 → 0"


def test_a_red_flag_that_is_given_is_said_again(run: CommandLine) -> None:
    out = run("log", "3", "--flags", "fever").out
    assert out.startswith("Saved: leg 3, red flag: Fever or feeling very unwell")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("yesterday", "· for yesterday, Saturday 21"),
        ("-5d", "· for Tuesday 17 November (5 days ago)\n"),
        ("07:00", "· Sunday 22"),
    ],
)
def test_the_day_is_named_as_another_one_where_it_is_not_today(run: CommandLine, at: str, words: str) -> None:
    assert words in run("log", "3", "--at", at).out


def test_pain_that_is_nowhere_is_kept_and_asked_about(run: CommandLine) -> None:
    ran = run("log", "5", "none")
    assert ran.code == 0
    assert ran.err.endswith("\nYou logged pain, but “none” as the furthest zone: is that right?\n")
    assert "is that right?" not in ran.out + run("log", "6/3", "calf").err
