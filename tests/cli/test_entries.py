"""`list`, `show`, `delete` and `undo`: what was written down, read and put right from the shell."""

from __future__ import annotations

import json
import re
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from sciatica_tui.cli import main, table
from sciatica_tui.domain.records import TABLES, CheckIn, Event, EventKind, Medication, RedFlagAnswer, new_id
from sciatica_tui.storage.journal import Journal

from ..hostile import filled
from ..support import NOW, TODAY, FakeClock, checkin, day, stamp
from .conftest import CommandLine
from .test_red_flag_prompt import Terminal


@pytest.fixture
def three(run: CommandLine) -> CommandLine:
    """The command line over two check-ins, one with a medicine, and an event a month ago."""
    journal = Journal.open(run.folder, run.clock.now)
    event = Event(**stamp(), day=day(30), kind=EventKind.INJECTION, note="left side")
    today = checkin(leg_pain=6, zone="calf", note="long drive")
    medicine = Medication(**stamp(), day=TODAY, at=today.at, product="ibuprofen", checkin=today.id)
    journal.save("what was there", event, checkin(1, at=None, leg_pain=4), today, medicine)
    return run


def ids(run: CommandLine, *options: str) -> list[str]:
    return [line.split("\t")[0] for line in run("list", *options).out.splitlines()]


def names(run: CommandLine, *options: str) -> list[str]:
    return [line.split("\t", 3)[3] for line in run("list", *options).out.splitlines()]


class TestList:
    def test_in_a_pipe_each_entry_is_a_line_of_five_columns_without_a_word_more(self, three: CommandLine) -> None:
        ran = three("list")
        rows = [line.split("\t") for line in ran.out.splitlines()]
        assert [row[1:] for row in rows] == [
            ["2026-11-22", "08:10", "check-in", "leg 6, calf, “long drive”"],
            ["2026-11-22", "08:10", "medication", "ibuprofen"],
            ["2026-11-21", "-", "check-in", "leg 4"],
            ["2026-10-23", "-", "event", "injection"],
        ]
        assert ran.err == ""

    @pytest.mark.parametrize(
        ("options", "wanted"),
        [
            (("--since", "2w"), 3),
            (("--since", "yesterday"), 3),
            (("--since", "today"), 2),
            (("--until", "yesterday"), 2),
            (("--since", "2w", "--until", "2026-11-21"), 1),
            (("--kind", "check-in"), 2),
            (("--kind", "event"), 1),
            (("--search", "DRIVE long"), 1),
            (("--limit", "2"), 2),
            (("--limit", "0"), 4),
            (("--kind", "scan"), 0),
        ],
    )
    def test_it_is_narrowed_by_day_kind_words_and_number(
        self, three: CommandLine, options: tuple[str, ...], wanted: int
    ) -> None:
        assert len(ids(three, *options)) == wanted

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (("--kind", "chekin"), "“chekin” is not a kind of entry; did you mean check-in?"),
            (("--since", "soon"), "“soon” is not understood"),
            (("--until", "tomorrow"), "Monday 23 November is in the future."),
            (("--limit", "many"), "--limit takes a whole number (0 for all), not “many”."),
            (("calf",), "“calf” is one word too many"),
        ],
    )
    def test_what_can_not_be_meant_gets_one_sentence(
        self, three: CommandLine, options: tuple[str, ...], sentence: str
    ) -> None:
        ran = three("list", *options)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert sentence in ran.err

    def test_on_a_terminal_it_is_a_coloured_table_that_fits(
        self, three: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        monkeypatch.setenv("COLUMNS", "51")
        monkeypatch.setenv("TERM", "xterm")
        coloured = three("list").out
        monkeypatch.setenv("NO_COLOR", "1")
        lines = three("list").out.splitlines()
        assert "\x1b[" in coloured
        assert "\x1b" not in "".join(lines)
        assert lines[0] == "ID      DAY         TIME   KIND        WHAT"
        assert lines[1].endswith("  Sun 22 Nov  08:10  check-in    leg 6, calf…")
        assert max(map(len, lines)) <= 51

    def test_wide_letters_take_two_columns_and_accents_none(self) -> None:
        assert table.shortened("腰が痛い", 6) == "腰が…"
        assert table.display_width("e\u0301") == 1

    def test_a_terminal_gets_the_newest_and_is_told_of_the_others(
        self, run: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Journal.open(run.folder, run.clock.now).save("many", *(checkin(n, leg_pain=1) for n in range(30)))
        assert len(ids(run)) == 30
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        ran = run("list")
        assert len(ran.out.splitlines()) == 21
        assert ran.err == "The newest 20 of 30 entries; --limit 0 lists all.\n"

    def test_of_nothing(self, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        assert run("list").out == ""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        assert run("list").out == "Nothing logged yet.\n"
        assert not run.folder.exists()

    def test_of_a_damaged_file_it_shows_the_backup_and_says_so(self, three: CommandLine) -> None:
        three("log", "5")
        three("log", "6")
        file = three.folder / "sciatica.json"
        file.write_bytes(file.read_bytes()[:200])
        ran = three("list")
        assert len(ran.out.splitlines()) == 5
        assert "sciatica.json" in ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("line", [("edit", "last", "3"), ("delete", "last", "--yes"), ("undo",), ("show", "last")])
def test_where_nothing_was_logged_there_is_nothing_to_correct_and_no_folder_is_made(
    run: CommandLine, line: tuple[str, ...]
) -> None:
    ran = run(*line)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not run.folder.exists()


class TestIds:
    def test_so_much_of_it_as_fits_one_entry_names_it_in_small_letters_too(self, three: CommandLine) -> None:
        [entry] = [c for c in three.kept(CheckIn) if c.leg_pain == 6]
        for word in (entry.id, entry.id[-6:], entry.id[-6:].lower()):
            assert "long drive" in three("show", word).out

    def test_the_first_or_the_last_letters_of_it_do_too(self, run: CommandLine) -> None:
        ids = {"4F7K2M": 1, "4F8K2N": 2, "9QTK2M": 3}
        for end, pain in ids.items():
            entry = checkin(pain, leg_pain=pain)
            Journal.open(run.folder, run.clock.now).save(end, msgspec.structs.replace(entry, id=entry.id[:20] + end))
        words = {"4f7": 1, "4F8K2": 2, "k2n": 2, "9qt": 3, "7K2M": 1}
        assert {word: run("show", word).out.splitlines()[1].split()[3] for word in words} == {
            word: str(pain) for word, pain in words.items()
        }
        assert "2 entries have an id that fits k2m: " in run("show", "k2m").err

    def test_one_that_fits_two_names_both_and_one_that_fits_none_says_where_ids_are(self, run: CommandLine) -> None:
        twins = [checkin(n, leg_pain=n) for n in (1, 2)]
        twins = [msgspec.structs.replace(c, id=new_id(NOW, bytes(5) + bytes([n]) * 5)) for n, c in enumerate(twins)]
        same = [msgspec.structs.replace(c, id=f"{c.id[:23]}22Z") for c in twins]
        Journal.open(run.folder, run.clock.now).save("twins", *twins, *same)
        ran = run("show", "22z")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "2 entries have an id that fits 22z: " in ran.err
        assert ran.err.endswith("; give more letters.\n")
        ran = run("show", "QQQQQQ")
        assert ran.err == "sciatica-tui: There is no entry with the id QQQQQQ; sciatica-tui list shows the ids.\n"

    def test_a_number_is_no_id_so_that_the_first_line_of_a_list_is_not_deleted_by_1(self, three: CommandLine) -> None:
        ran = three("delete", "1", "--yes")
        assert (ran.code, ran.out) == (2, "")
        assert "“1” is too short for an id" in ran.err

    def test_ids_that_end_alike_are_listed_with_more_letters(self, run: CommandLine) -> None:
        alike = [
            msgspec.structs.replace(checkin(n), id=new_id(NOW, bytes([n]) + bytes(4) + b"abcde")) for n in range(3)
        ]
        Journal.open(run.folder, run.clock.now).save("alike", *alike)
        shown = ids(run)
        assert len(set(shown)) == 3
        assert len(shown[0]) > 6
        assert all(run("show", each).code == 0 for each in shown)

    def test_the_latest_are_counted_without_what_came_with_them(self, three: CommandLine) -> None:
        assert three("show", "last").out == three("show", "-1").out
        assert "long drive" in three("show", "last").out
        assert "4 of 10" in three("show", "-2").out
        assert three("show", "-4").err == "sciatica-tui: -4 goes back too far: there is nothing before -3.\n"
        assert "takes one entry" in three("show").err
        assert "takes one entry" in three("delete", "last", "-1").err

    def test_there_is_no_last_of_nothing(self, run: CommandLine) -> None:
        assert run("show", "last").err == "sciatica-tui: There is no entry yet; log something first.\n"


def test_show_says_every_answer_and_what_came_with_it(three: CommandLine) -> None:
    out = three("show", "last").out
    assert out.splitlines()[0].startswith("Check-in of Sunday 22 November, 08:10  01")
    assert [line.split(maxsplit=2) for line in out.splitlines()[1:3]] == [
        ["Worst", "leg", "pain      6 of 10"],
        ["Furthest", "zone", "calf"],
    ]
    assert "Medication          ibuprofen" in out


def test_show_indents_the_lines_of_a_note(run: CommandLine) -> None:
    Journal.open(run.folder, run.clock.now).save("note", checkin(note="first\r\nsecond\n\nthird"))
    assert run("show", "last").out.splitlines()[1:] == [
        "Note                first ",
        "                    second",
        "                    ",
        "                    third",
    ]


class TestDelete:
    def test_it_says_what_went_and_undo_brings_all_of_it_back(self, three: CommandLine) -> None:
        before = three("list", "--json").out
        ran = three("delete", "last", "--yes")
        words = "check-in of Sunday 22 November, 08:10: leg 6, calf, “long drive”; with it ibuprofen"
        assert ran.out.splitlines()[0] == f"Deleted: {words}"
        assert "To undo: sciatica-tui undo" in ran.out
        assert (len(three.kept(CheckIn)), three.kept(Medication)) == (1, [])
        assert three("undo").out.splitlines()[:2] == [
            "Brought back: check-in of Sunday 22 November, 08:10: leg 6, calf, “long drive”",
            "Brought back: medication of Sunday 22 November, 08:10: ibuprofen",
        ]
        lines = [(e["id"], e["words"]) for e in json.loads(before)["entries"]]
        assert [(e["id"], e["words"]) for e in json.loads(three("list", "--json").out)["entries"]] == lines

    def test_where_nobody_can_be_asked_nothing_goes(self, three: CommandLine) -> None:
        ran = three("delete", "last")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "sciatica-tui: Nothing was deleted, as there is no terminal to ask you in; add --yes.\n"
        assert len(three.kept(CheckIn)) == 2

    def test_a_red_flag_is_not_deleted_but_ended(self, run: CommandLine) -> None:
        run("log", "5", "--flags", "fever")
        ran = run("delete", run.kept(RedFlagAnswer)[0].id, "--yes")
        assert "you can end it on its own screen, Red flags." in ran.err

    @pytest.mark.parametrize(("key", "remaining"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
    def test_at_a_terminal_it_shows_the_entry_and_asks(self, tmp_path: Path, key: str, remaining: int) -> None:
        main(["--data", str(tmp_path), "log", "6/3"], FakeClock())
        terminal = Terminal(tmp_path, "delete", "last")
        terminal.wait_for("Delete it?")
        assert "leg 6, back 3" in terminal.seen
        terminal.type(key)
        assert terminal.end() == 0
        assert len(Journal.open(tmp_path, FakeClock().now).all(CheckIn)) == remaining


class TestUndo:
    def test_the_first_entry_of_all_is_taken_back_and_comes_again(self, run: CommandLine) -> None:
        run("log", "6/3", "calf")
        ran = run("undo")
        assert ran.out.splitlines()[0] == "Undone: check-in of Sunday 22 November, 08:10: leg 6, back 3, calf"
        assert run.kept(CheckIn) == []
        assert run("undo").out.startswith("Brought back: check-in of")
        assert [c.leg_pain for c in run.kept(CheckIn)] == [6]

    def test_a_change_of_another_window_is_taken_back_and_said(self, run: CommandLine) -> None:
        window = Journal.open(run.folder, run.clock.now)
        entry = checkin(leg_pain=3)
        window.save("check-in", entry)
        window.save("edited", msgspec.structs.replace(entry, leg_pain=9))
        assert run("undo").out.startswith("Changed back: check-in of Sunday 22 November, 08:10: leg 3\n")
        assert [c.leg_pain for c in run.kept(CheckIn)] == [3]

    def test_an_import_goes_as_a_whole_with_the_first_few_named(self, run: CommandLine, tmp_path: Path) -> None:
        run("log", "1")
        rows = "\n".join(f"{(TODAY - timedelta(days=n)).isoformat()},{n % 10}" for n in range(1, 9))
        (tmp_path / "diary.csv").write_text(f"Date,Leg pain\n{rows}\n", "utf-8")
        run("import", str(tmp_path / "diary.csv"), "--yes")
        assert len(run.kept(CheckIn)) == 9
        out = run("undo").out.splitlines()
        assert len([line for line in out if line.startswith("Undone: check-in")]) == 5
        assert any(re.fullmatch(r"… and [0-9]+ more\.", line) for line in out)
        assert [c.leg_pain for c in run.kept(CheckIn)] == [1]

    def test_a_record_of_any_kind_is_said(self, run: CommandLine) -> None:
        for kind in TABLES.values():
            Journal.open(run.folder, run.clock.now).save("one", filled(kind))
            assert re.match(r"(Undone|Nothing was undone): .+", run("undo").out), kind

    def test_a_red_flag_that_was_marked_stays_and_is_told(self, run: CommandLine) -> None:
        run("log", "6", "--flags", "fever")
        ran = run("undo")
        assert run.kept(CheckIn) == []
        assert [answer.flags for answer in run.kept(RedFlagAnswer)] == [("fever",)]
        assert "What you marked as a red flag stays" in ran.err

    @pytest.mark.parametrize("state", ["empty", "no copy", "another program's version"])
    def test_without_the_version_before_nothing_is_done(self, run: CommandLine, state: str) -> None:
        if state != "empty":
            run("log", "1")
            run("log", "2")
            run("log", "3")
        previous = run.folder / "backups" / "previous.json"
        if state == "no copy":
            previous.unlink()
        elif state == "another program's version":
            previous.write_bytes((run.folder / "sciatica.json").read_bytes())
        before = len(run.kept(CheckIn)) if state != "empty" else 0
        ran = run("undo")
        assert (ran.code, ran.out) == (2, "")
        assert "There is nothing to undo" in ran.err
        assert len(run.kept(CheckIn)) == before

    def test_the_made_up_history_has_no_last_change(self, run: CommandLine) -> None:
        assert "leave out --demo" in run("--demo", "undo").err
