"""import, export, report, merge, backup, restore and check --repair as a person meets them."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from sciatica_tui.cli import import_, prompts, restore
from sciatica_tui.domain.records import CheckIn, Episode, Medication, RedFlagAnswer
from sciatica_tui.exchange.files import LARGEST
from sciatica_tui.storage.journal import Journal

from ..exchange.diary import diary
from ..support import TODAY, stamp
from .conftest import CommandLine

Answering = Callable[..., list[str]]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Somebody at a terminal who gives these answers; returns the questions as they come."""

    def begin(*answers: str) -> list[str]:
        questions: list[str] = []
        left: Iterator[str] = iter(answers)

        def answer(question: str = "") -> str:
            questions.append(question)
            return next(left)

        for module in (prompts, import_, restore):
            monkeypatch.setattr(module, "at_a_terminal", lambda: True)
        monkeypatch.setattr("builtins.input", answer)
        return questions

    return begin


def logged(run: CommandLine, *days: str) -> None:
    for number, day in enumerate(days):
        assert run("log", f"{number + 3}", "--at", day, "--medication", "ibuprofen").code == 0


# What an import tells of red flags


def bilateral(run: CommandLine) -> None:
    for days_ago in range(5, 0, -1):
        assert run("log", "5", "--side", "left", "--at", f"{days_ago} days ago").code == 0
    assert run("log", "5", "--side", "both", "--at", "today").code == 0


def test_an_import_raises_what_its_last_days_tell_once_and_undo_takes_it_back(run: CommandLine, tmp_path: Path) -> None:
    bilateral(run)
    out = tmp_path / "all.csv"
    assert run("export", str(out)).code == 0
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    ran = there("import", str(out), "--yes")
    assert "GET EMERGENCY HELP NOW" in ran.err
    assert "the right leg newly hurts, tingles, is numb or weak on" in ran.err
    [answer] = there.kept(RedFlagAnswer)
    assert (answer.flags, answer.raised, answer.day) == (("both_legs",), True, TODAY)
    assert there("status").out.startswith("! Get emergency help now: the right leg newly hurts")
    assert "EMERGENCY" not in there("import", str(out), "--yes").err
    assert there.kept(RedFlagAnswer) == [answer]
    assert there("undo").code == 0
    assert there.kept(RedFlagAnswer) == []
    assert "GET EMERGENCY HELP NOW" in there("import", str(out), "--yes", "--deleted-too").err
    assert [a.id for a in there.kept(RedFlagAnswer)] == [answer.id]


def test_a_diary_raises_a_weakness_of_its_last_days_but_none_of_long_ago(run: CommandLine, tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text("date,leg pain,weakness felt\n2025-10-01,5,yes\n2026-11-20,5,yes\n2026-11-21,5,yes\n")
    assert "SPEAK TO A DOCTOR TODAY" in run("import", str(diary), "--yes", "--unsure", "take").err
    assert [(a.flags, a.day.day) for a in run.kept(RedFlagAnswer)] == [(("one_leg_weakness",), 20)]


def test_what_was_marked_comes_with_a_spreadsheet_too(run: CommandLine, tmp_path: Path) -> None:
    assert run("log", "5", "--flags", "urination", "--at", "yesterday").code == 0
    assert run("export", str(tmp_path / "all.csv")).code == 0
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    assert "GET EMERGENCY HELP NOW" in there("import", str(tmp_path / "all.csv"), "--yes").err
    [answer] = there.kept(RedFlagAnswer)
    assert (answer.flags, answer.raised, answer.day) == (("urination",), False, TODAY - timedelta(days=1))
    assert run("import", str(tmp_path / "all.csv"), "--yes").err == ""
    assert len(run.kept(RedFlagAnswer)) == 1


def test_a_red_flag_comes_once_with_an_export_or_another_device(run: CommandLine, tmp_path: Path) -> None:
    bilateral(run)
    assert run("export", str(tmp_path / "all.json")).code == 0
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    assert there("import", str(tmp_path / "all.json"), "--yes").code == 0
    assert there.kept(RedFlagAnswer) == run.kept(RedFlagAnswer)
    assert len(run.kept(RedFlagAnswer)) == 1


def test_two_devices_that_each_name_one_leg_are_both_legs_once_merged(run: CommandLine, tmp_path: Path) -> None:
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    assert run("log", "5", "--side", "left", "--at", "yesterday").code == 0
    assert there("log", "5", "--side", "right").code == 0
    ran = run("merge", str(there.folder / "sciatica.json"), "--yes")
    assert "GET EMERGENCY HELP NOW" in ran.err
    assert [a.flags for a in run.kept(RedFlagAnswer)] == [("both_legs",)]


@pytest.mark.parametrize(
    "words", [("import", "{0}/all.json"), ("merge", "{0}/there/sciatica.json", "--yes")], ids=["import", "merge"]
)
def test_a_mark_that_stays_where_another_device_deleted_its_entry_is_told(
    run: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    assert run("log", "5", "--flags", "urination").code == 0
    shutil.copytree(run.folder, there.folder)
    run.clock.advance(60)
    assert there("delete", "last", "--yes").code == there("export", str(tmp_path / "all.json")).code == 0
    ran = run(*(word.format(tmp_path) for word in words))
    assert (ran.code, run.kept(CheckIn)) == (0, [])
    assert "What you marked as a red flag stays:" in ran.err, ran.err


# JSON and CSV exports


def test_everything_exported_and_imported_elsewhere_is_everything(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday", "today")
    out = tmp_path / "all.json"
    assert run("export", str(out)).out == f"Exported 4 records to {out}\n"
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    ran = there("import", str(out))
    assert (ran.code, ran.out) == (
        0,
        "2 new check-ins on 2 days, 21–22 Nov 2026.\nAlso new: 2 other records (medications).\n"
        f"Imported. To undo: sciatica-tui undo --data {there.folder}\n",
    )
    again = tmp_path / "again.json"
    there("export", str(again))
    assert again.read_bytes() == out.read_bytes()
    assert there("import", str(out)).out == "all.json has nothing new.\n"


def test_of_an_episode_that_would_be_the_newer_one_it_is_said_that_verdicts_count_from_there(
    run: CommandLine, tmp_path: Path
) -> None:
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    logged(run, "today")
    logged(there, "today")
    for command_line, ago in ((run, 40), (there, 3)):
        journal = Journal.open(command_line.folder, run.clock.now)
        journal.save("start", Episode(**stamp(), day=TODAY - timedelta(ago)))
    outs: list[Path] = []
    for command_line in (run, there):
        outs.append(tmp_path / f"{len(outs)}.json")
        assert command_line("export", str(outs[-1])).code == 0
    sentence = "an episode of its own, from 19 November on: your days and verdicts begin anew with it."
    assert sentence in run("import", "--dry-run", str(outs[1])).out
    assert "episode" not in run("import", "--dry-run", "--without-episodes", str(outs[1])).out
    empty = CommandLine(tmp_path / "empty", run.clock, run.capsys)
    for command_line, out in ((there, outs[0]), (empty, outs[1])):
        ran = command_line("import", "--dry-run", str(out))
        assert "new check-in" in ran.out
        assert "an episode of its own" not in ran.out


def test_a_spreadsheet_edited_by_hand_changes_the_entry(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "today")
    out = tmp_path / "all.csv"
    ran = run("export", str(out))
    assert "1 other record " in ran.err
    assert run("import", str(out)).out == "all.csv has nothing new.\n"
    (before,) = run.kept(CheckIn)
    run.clock.advance(60)
    out.write_bytes(out.read_bytes().replace(b",3,,,", b",7,,,", 1))
    assert run("import", str(out)).out.startswith("Here already: 1 newer there.\nImported. To undo:")
    (after,) = run.kept(CheckIn)
    assert (after.id, after.leg_pain, after.rev) == (before.id, 7, 2)
    assert after.updated_at > before.updated_at


def test_a_csv_for_a_german_excel_comes_back(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday", "today")
    out = tmp_path / "all.csv"
    assert run("export", str(out), "--dialect", "excel-de").code == 0
    assert b";22.11.2026;" in out.read_bytes()
    assert run("import", str(out)).out == "all.csv has nothing new.\n"


def test_what_was_deleted_here_stays_deleted_unless_wanted_back(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "today")
    out = tmp_path / "all.json"
    run("export", str(out))
    run.clock.advance(60)
    run("delete", run.kept(CheckIn)[0].id, "--yes")
    ran = run("import", str(out))
    assert "2 deleted here since (kept deleted)" in ran.out
    assert not run.kept(CheckIn)
    assert "1 new check-in" in run("import", str(out), "--deleted-too").out
    assert len(run.kept(CheckIn)) == len(run.kept(Medication)) == 1


@pytest.mark.parametrize(
    ("name", "argv", "sentence"),
    [
        (
            "page.txt",
            ("export",),
            "export writes .json (everything) or .csv (the check-ins) or .ics (reminders), not page.txt.",
        ),
        ("folder", ("export",), "export writes .json"),
        ("reminders.ics", ("export",), "There is no planned visit to remind you of"),
        ("reminders.ics", ("export", "--also", "chekc-in"), "did you mean check-in?"),
        ("folder.json", ("export",), "is a folder; name a file in it"),
        ("no/where.json", ("export",), "There is no folder"),
        ("there.json", ("export",), "already exists; choose another name, or overwrite it with --force."),
        ("there.pdf", ("report",), "already exists"),
        ("page.html", ("report",), "report writes .pdf or .md, not page.html."),
        ("there.json", ("backup",), "already exists"),
    ],
)
def test_an_output_that_can_not_be_written_gets_one_sentence(
    run: CommandLine, tmp_path: Path, name: str, argv: tuple[str, ...], sentence: str
) -> None:
    logged(run, "today")
    for each in ("there.json", "there.pdf"):
        (tmp_path / each).write_text("mine")
    (tmp_path / "folder.json").mkdir()
    ran = run(*argv, str(tmp_path / name))
    assert ran.code == 2
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
    assert (tmp_path / "there.json").read_text() == "mine"


def test_an_output_that_is_there_is_asked_about(run: CommandLine, tmp_path: Path, answering: Answering) -> None:
    out = tmp_path / "all.json"
    out.write_text("mine")
    logged(run, "today")
    questions = answering("n", "y")
    assert run("export", str(out)).out == "Nothing was written.\n"
    assert out.read_text() == "mine"
    assert run("export", str(out)).code == 0
    assert questions == [f"{out} already exists. Overwrite it? y yes · n no: "] * 2
    assert out.read_bytes().startswith(b'{"format"')


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to be had here")
def test_a_full_disk_leaves_what_was_there(run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "all.json"
    out.write_text("mine")
    logged(run, "today")
    true_open = os.open

    def full(path: str, flags: int, *rest: int) -> int:
        temporary = Path(path).parent == tmp_path and str(path).endswith(".tmp")
        return true_open("/dev/full", os.O_WRONLY) if temporary else true_open(path, flags, *rest)

    monkeypatch.setattr(os, "open", full)
    ran = run("export", str(out), "--force")
    assert ran.code == 1
    assert "the disk is full; free some space and try again." in ran.err
    assert out.read_text() == "mine"


@pytest.mark.parametrize("by", ["asked", "--force"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "sciatica.json"),
        ("export", "backups/previous.json"),
        ("export", "draft-checkin.csv"),
        ("report", "page.pdf"),
        ("backup", "sciatica.json"),
        ("backup", "."),
        ("import", "../diary.csv", "--write-map", "sciatica.json"),
    ],
)
def test_no_command_writes_where_our_own_files_are(
    run: CommandLine,
    answering: Answering,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    by: str,
    arguments: tuple[str, ...],
) -> None:
    logged(run, "yesterday", "today")
    (tmp_path / "diary.csv").write_text("date,leg pain\n2026-11-20,4\n2026-11-21,5\n")
    monkeypatch.chdir(run.folder)
    answering("y", "y")
    before = {path: path.read_bytes() for path in run.folder.rglob("*") if path.is_file()}
    ran = run(*arguments, *(["--force"] if by == "--force" else []))
    assert ran.code == 2
    assert "is where sciatica-tui keeps its own files; choose another place." in ran.err
    assert {path: path.read_bytes() for path in run.folder.rglob("*") if path.is_file()} == before


def test_a_mapping_is_not_written_over_its_spreadsheet(run: CommandLine, tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text("date,leg pain\n2026-11-20,4\n2026-11-21,5\n")
    ran = run("import", str(diary), "--write-map", str(diary), "--force")
    assert (ran.code, diary.read_text()[:4]) == (2, "date")
    assert "is the spreadsheet itself; name another file for the mapping." in ran.err


# What an import may not leave out


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"deleted_at":"2026', '"deleted_at":"yesterday, 2026', "tombstones, entry 1, can't be imported: deleted_at:"),
        ('"tables":{', '"settings":{"bell":true},"tables":{', "has a part “settings” that this version does not know"),
        ('"tombstones":[\n{"id":"', '"tombstones":[\n{"id":"x', "tombstones, entry 1, can't be imported: id:"),
    ],
)
def test_what_can_not_be_read_in_an_export_is_named_and_nothing_taken(
    run: CommandLine, tmp_path: Path, before: str, after: str, said: str
) -> None:
    logged(run, "yesterday", "today")
    Journal.open(run.folder, run.clock.now).delete("today's entry", run.kept(CheckIn)[-1])
    out = tmp_path / "all.json"
    run("export", str(out))
    text = out.read_text("utf-8")
    assert before in text
    out.write_text(text.replace(before, after), "utf-8")
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    ran = there("import", str(out), "--yes")
    assert ran.code == 2
    assert said in ran.err
    assert there.kept(CheckIn) == []


@pytest.mark.parametrize("year", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"])
def test_a_change_at_the_ends_of_time_is_exported_like_any_other(run: CommandLine, tmp_path: Path, year: str) -> None:
    logged(run, "today")
    file = run.folder / "sciatica.json"
    document = msgspec.json.decode(file.read_bytes())
    for row in document["checkins"].values():
        row["updated_at"] = year
    file.write_bytes(msgspec.json.encode(document))
    out = tmp_path / "all.json"
    assert run("export", str(out)).code == 0
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    assert there("import", str(out), "--yes").code == 0
    assert [entry.leg_pain for entry in there.kept(CheckIn)] == [3]


# Bad input


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("none.csv", None, "There is no file"),
        ("a.csv", b"", "is empty"),
        ("a.xlsx", b"PK\x03\x04..", "is a zip archive (an Excel or OpenDocument sheet is one too)"),
        ("a.csv", b"date\n2026-11-01\n", "line 1: there is only one column"),
        ("a.csv", b"date,leg\n2026-11-01,3,2\n2026-11-02,4,5\n", "line 2: 3 cells, but the header names 2 columns"),
        ("a.csv", b'date,leg\n2026-11-01,"3\n', "line 2: a quotation mark in this row is not closed"),
        ("a.csv", b"date,xyz\n2026-11-01,12\n", "only the dates were understood"),
        ("a.csv", b"date,leg\n03/04/2026,3\n", "Is 03/04/2026 Friday 3 April 2026, or Wednesday 4 March 2026?"),
        ("a.csv", b"date,leg\n2027-11-01,3\n", "column A (date): “2027-11-01” is in the future"),
        ("a.csv", "date,leg\n2026-11-01,3\n".encode("utf-16")[:-1], "it is cut off or is not UTF-16"),
        ("a.json", b'{"format":"sciatica-tui","version":7,"tables":{}}', "newer version of sciatica-tui"),
        ("a.json", b'{"format":"sciatica-tui","version":1,"tables":{"checkins":[{}]}}', "checkins, entry 1"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_nothing_is_kept(
    run: CommandLine, tmp_path: Path, name: str, data: bytes | None, sentence: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    ran = run("import", str(path), "--yes")
    assert ran.code == 2
    assert sentence in ran.err
    assert len([line for line in ran.err.splitlines() if line.startswith("sciatica-tui:")]) == 1
    assert not run.kept(CheckIn)


def test_a_gigabyte_of_rubbish_is_not_even_read(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "rubbish.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    ran = run("import", str(path))
    assert (ran.code, "1,074 MB" in ran.err) == (2, True)
    assert LARGEST < 1 << 30


def test_a_folder_and_a_pipe_are_no_input(run: CommandLine, tmp_path: Path) -> None:
    assert "is a folder" in run("import", str(tmp_path)).err
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        assert "is not a regular file" in run("import", str(tmp_path / "pipe")).err


def test_a_file_that_changes_while_it_is_read_is_refused(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"date,leg\n2026-11-01,3\n")
    true_read = os.read

    def read(descriptor: int, size: int) -> bytes:
        data = true_read(descriptor, size)
        if data.startswith(b"date"):
            with path.open("ab") as file:
                file.write(b"2026-11-02,4\n")
        return data

    monkeypatch.setattr(os, "read", read)
    assert "was changed while it was being read" in run("import", str(path), "--yes").err


def test_one_row_without_a_date_among_many_is_named_and_left_out(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(diary() + diary().splitlines(keepends=True)[-1].replace(b"30/10/2026", b"31/31/2026"))
    ran = run("import", str(path), "--yes")
    assert "Date (column A), line 202: “31/31/2026” is not a date like 21/11/2026; the row is left out." in ran.out
    assert len(run.kept(CheckIn)) == 200


# A spreadsheet of one's own


def test_what_is_left_out_is_named_and_counted_before_anything_is_imported(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    cells = ["5", "abc", "4", "6", "11", "5", "4", "-2", "3", "4", "5", "6"]
    rows = "".join(f"2026-10-{day:02},{cell}\n" for day, cell in enumerate(cells, 1))
    path.write_text(f"Date,Leg pain\n{rows}1890-01-05,5\n2026-10-20,4,5,6\n2026-10-21,3\n")
    for options in (("--dry-run",), ("--yes",)):
        out = run("import", str(path), *options).out
        assert (
            "· Leg pain (column B): “abc” (line 3), “11” (line 6), “-2” (line 9) are left out; it takes a number" in out
        )
        assert "· Date (column A), line 14: “1890-01-05” is too long ago to be right (before 1980); the row" in out
        assert "· Line 15 (“2026-10-20, 4, 5, 6”): 4 cells, but the header names 2 columns; the row is left out." in out
        assert "10 new check-ins on 10 days, 1–21 Oct 2026.\nLeft out: 5 rows, 3 cells." in out
    assert len(run.kept(CheckIn)) == 10


def test_a_diary_is_shown_and_taken_over_when_the_person_agrees(
    run: CommandLine, tmp_path: Path, answering: Answering
) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(diary())
    questions = answering("s", "n", "y", "y")
    assert run("import", str(path)).out.endswith("Nothing was imported.\n")
    assert not run.kept(CheckIn)
    ran = run("import", str(path))
    assert (
        "200 new check-ins on 18 days, 13–30 Oct 2026.\nLeft out: 1 column.\nImported. To undo: sciatica-tui undo"
        in ran.out
    )
    choices = ("y  Yes, import it as worst leg pain", "b  Import it as worst back pain", "k  Keep it in the note")
    assert "\n  ".join(("", *choices, "s  Leave it out\n")) in ran.out
    assert questions == ["y, b, k or s: ", "Import this? y yes · n no: "] * 2
    assert len(run.kept(CheckIn)) == 200
    assert "has nothing new" in run("import", str(path), "--yes", "--unsure", "take").out


def test_entries_from_before_the_start_are_told(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg pain\n2026-11-01,3\n2026-11-12,4\n")
    assert run("log", "3", "--at", "2026-11-10", "--flags", "none").code == 0
    began = date(2026, 11, 10)
    Journal.open(run.folder, run.clock.now).save("start", Episode(**stamp(), day=began, started=began))
    sentence = (
        "1 entry lies before the start, 10 November, and doesn't count towards how it goes. "
        "To move the start: e under Phase.\n"
    )
    assert sentence in run("import", str(path), "--dry-run").out
    assert run("import", str(path), "--yes").out.count(sentence) == 2, "in the preview and behind “Imported”"
    assert "before the start" not in run("import", str(path), "--yes").out


def test_a_column_in_doubt_is_left_out_and_named_unless_told_otherwise(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg pain,sleep\n2026-11-01,3,7\n2026-11-02,4,6\n")
    ran = run("import", str(path), "--yes")
    assert "? sleep     Sleep · the heading says ‘sleep’, its numbers fit 0–10, but it may be hours\n" in ran.out
    assert "  (? may be wrong)\n" in ran.out
    assert "  Left out, as you were not asked: sleep.\n  To import them: --unsure take" in ran.out
    assert [(entry.leg_pain, entry.sleep) for entry in run.kept(CheckIn)] == [(3, None), (4, None)]
    assert "No new check-ins: 2 changed." in run("import", str(path), "--yes", "--unsure", "take").out
    assert [(entry.leg_pain, entry.sleep) for entry in run.kept(CheckIn)] == [(3, 7), (4, 6)]
    path.rename(tmp_path / "other.csv")
    dry = run("import", str(tmp_path / "other.csv"), "--dry-run", "--unsure", "tag")
    assert "leg 3, “sleep: 7”" in dry.out


def test_a_sheet_with_nothing_but_a_column_in_doubt_says_how_to_take_it(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,pain 0-10\n2026-11-01,3\n2026-11-02,4\n")
    ran = run("import", str(path), "--yes")
    assert (ran.code, "and --unsure take imports the columns with a ?." in ran.err) == (2, True)
    assert run("import", str(path), "--yes", "--unsure", "take").code == 0
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [3, 4]


def test_an_old_diary_asks_whether_it_is_of_the_same_episode(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    run("log", "4")
    path.write_bytes(b"date,leg pain\n2026-11-01,3\n")
    assert "episode" not in run("import", str(path), "--yes").out
    path.write_bytes(b"date,leg pain\n2019-11-01,3\n2019-11-02,4\n")
    ran = run("import", str(path), "--yes")
    assert "a gap of more than 90 days: the same episode, or a new one? Answer under Phase." in ran.out


def test_a_medicine_alone_stands_in_the_preview(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,medication\n2026-11-01,ibuprofen\n2026-11-02,none\n")
    ran = run("import", str(path), "--dry-run")
    assert ("  Sun  1 Nov 2026  ibuprofen\n" in ran.out, "nothing answered" in ran.out) == (True, False)


def test_an_import_is_taken_back_as_a_whole_and_comes_in_again(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg,medication\n2026-11-01,3,Ibuprofen\n2026-11-02,4,\n2026-11-03,4,\n")
    run("import", str(path), "--yes")
    path.write_bytes(b"date,leg,medication\n2026-11-01,7,Naproxen\n2026-11-02,4,\n2026-11-03,4,\n2026-11-04,4,\n")
    run("import", str(path), "--yes")
    assert "Changed back: the import of “own”" in run("undo").out
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [3, 4, 4]
    assert [medicine.product for medicine in run.kept(Medication)] == ["Ibuprofen"]
    assert "1 new check-in, 4 Nov 2026; 1 changed, 2 the same." in run("import", str(path), "--yes").out
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [7, 4, 4, 4]


def test_nobody_to_ask_takes_nothing_over(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(diary(";"))
    ran = run("import", str(path))
    assert (ran.code, not run.kept(CheckIn)) == (2, True)
    assert "add --yes to import it as shown" in ran.err
    dry = run("import", str(path), "--dry-run")
    assert dry.code == 0
    assert dry.out.endswith("Nothing was imported (--dry-run).\n")
    assert not run.kept(CheckIn)


def test_day_and_month_are_asked_never_guessed(run: CommandLine, tmp_path: Path, answering: Answering) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg\n03/04/2026,3\n")
    questions = answering("3", "2", "y")
    run("import", str(path))
    assert questions[0] == "Is 03/04/2026 Friday 3 April 2026, or Wednesday 4 March 2026? 1 or 2: "
    assert [entry.day.isoformat() for entry in run.kept(CheckIn)] == ["2026-03-04"]


def test_day_and_month_can_be_said_beforehand(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg\n03/04/2026,3\n")
    run("import", str(path), "--dates", "day-first", "--yes")
    assert [entry.day.isoformat() for entry in run.kept(CheckIn)] == ["2026-04-03"]


def test_a_guess_is_written_down_edited_and_used(run: CommandLine, tmp_path: Path) -> None:
    path, mapping = tmp_path / "own.csv", tmp_path / "own.toml"
    path.write_bytes(b"date,leg,garden\n2026-11-01,3,1\n2026-11-02,2,0\n")
    assert f"The mapping is in {mapping}" in run("import", str(path), "--write-map", str(mapping)).out
    assert not run.kept(CheckIn)
    mapping.write_text(mapping.read_text("utf-8").replace('is = "leg_pain"', 'is = "leg_pain"\ntimes = 2'), "utf-8")
    run("import", str(path), "--map", str(mapping), "--yes")
    assert [(entry.leg_pain, entry.tags) for entry in run.kept(CheckIn)] == [(6, ("garden",)), (4, None)]
    mapping.write_text(mapping.read_text("utf-8").replace("times = 2", "times = 3"), "utf-8")
    run.clock.advance(60)
    assert "No new check-ins: 2 changed." in run("import", str(path), "--map", str(mapping), "--yes").out
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [9, 6]


def test_what_was_changed_here_since_is_not_overwritten(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg\n2026-11-01,3\n")
    run("import", str(path), "--yes")
    (entry,) = run.kept(CheckIn)
    export = tmp_path / "e.csv"
    run("export", str(export))
    export.write_bytes(export.read_bytes().replace(b",3,,", b",8,,", 1))
    run.clock.advance(60)
    run("import", str(export))
    assert "has nothing new" in run("import", str(path), "--yes").out
    assert [(e.id, e.leg_pain) for e in run.kept(CheckIn)] == [(entry.id, 8)]


def test_what_was_changed_in_the_sheet_and_here_is_asked(
    run: CommandLine, tmp_path: Path, answering: Answering
) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg\n2026-11-01,3\n2026-11-02,4\n2026-11-03,4\n")
    run("import", str(path), "--yes")
    entries = run.kept(CheckIn)
    journal = Journal.open(run.folder, run.clock.now)
    journal.save("edits", *(replace(entry, leg_pain=8) for entry in entries[:2]))
    path.write_bytes(b"date,leg\n2026-11-01,5\n2026-11-03,4\n")
    questions = answering("y", "k", "d")
    assert "No new check-ins: 1 changed here too, 1 the same, 1 gone from the sheet." in run("import", str(path)).out
    assert questions[1:] == [
        "Changed here too: keep yours, or use the sheet's? k keep · s sheet: ",
        "No longer in the sheet: keep them, or delete them here too? k keep · d delete: ",
    ]
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [8, 4]
    path.write_bytes(b"date,leg\n2026-11-01,6\n2026-11-03,4\n")
    ran = run("import", str(path), "--yes")
    assert "Changed in the sheet and here\n  Sun  1 Nov 2026: worst leg pain 8 → 6\n" in ran.out
    assert "Nothing was imported: your entries here are kept as they are." in ran.out
    assert "Imported." not in ran.out
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [8, 4]


def test_with_yes_what_is_gone_from_the_sheet_alone_is_kept_and_not_told_as_changed_here(
    run: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"date,leg\n2026-11-01,3\n2026-11-02,4\n2026-11-03,5\n")
    run("import", str(path), "--yes")
    path.write_bytes(b"date,leg\n2026-11-01,3\n2026-11-03,5\n")
    ran = run("import", str(path), "--yes")
    assert "No new check-ins: 2 the same, 1 gone from the sheet." in ran.out
    assert ran.out.endswith("Nothing was imported: your entries here are kept as they are.\n")
    assert len(run.kept(CheckIn)) == 3


def test_a_mapping_that_was_written_is_taken_as_it_is(run: CommandLine, tmp_path: Path) -> None:
    path, mapping = tmp_path / "own.csv", tmp_path / "own.toml"
    path.write_bytes(b"date,leg pain,heel rises left\n2026-11-01,3,40\n2026-11-02,4,38\n2026-11-03,4,20\n")
    ran = run("import", str(path), "--write-map", str(mapping))
    assert "The mapping leaves out heel rises left: most of the cells can't be what the title says." in ran.out
    assert "3 new check-ins on 3 days" in run("import", str(path), "--map", str(mapping), "--yes").out


def test_ctrl_c_leaves_no_trace(run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(diary())
    monkeypatch.setattr(prompts._ProgressLine, "__call__", _stop)
    ran = run("import", str(path), "--yes")
    assert ran.code == 130
    assert "Stopped; nothing was imported." in ran.err
    monkeypatch.undo()
    assert not run.kept(CheckIn)
    assert not list(tmp_path.rglob("*.tmp"))


def _stop(shown: object, doing: str, done: int, total: int) -> None:
    if doing == "Understanding rows":
        raise KeyboardInterrupt


# Other devices, backups


def test_a_merged_copy_that_can_not_be_removed_is_no_failure(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged(run, "today")
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    shutil.copytree(run.folder, there.folder)
    run.clock.advance(60)
    logged(there, "today")
    copy = run.folder / "sciatica.sync-conflict-20261122-081000-ABCDEFG.json"
    shutil.copy(there.folder / "sciatica.json", copy)
    true_unlink = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path == copy:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        true_unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    ran = run("merge", "--yes")
    assert (ran.code, ran.out.splitlines()[-1].startswith("Merged. The other copy is kept as")) == (0, True)
    assert f"It is merged, but the other copy is still there. Can't remove {copy}: permission is denied" in ran.err
    assert len(run.kept(CheckIn)) == 2


def test_a_copy_beside_ours_is_merged_and_kept(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday")
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    shutil.copytree(run.folder, there.folder)
    run.clock.advance(60)
    there("log", "9")
    conflict = run.folder / "sciatica.sync-conflict-20261122-081000-ABC.json"
    shutil.copy(there.folder / "sciatica.json", conflict)
    assert run("merge").code == 2
    ran = run("merge", "--yes")
    assert "1 new check-in, 22 Nov 2026.\nMerged. The other copy is kept as" in ran.out
    assert not conflict.exists()
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [3, 9]
    assert list((run.folder / "backups").glob("merged-*.json"))
    assert "There are no copies from other devices" in run("merge").out


def test_a_copy_under_any_name_is_told_with_what_to_do(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday")
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    shutil.copytree(run.folder, there.folder)
    run.clock.advance(60)
    there("log", "9")
    assert "another device" not in run("status").out
    shutil.copy(there.folder / "sciatica.json", run.folder / "sciatica (1).json")
    assert run("status").out.rstrip().endswith(" · 1 copy from another device: sciatica-tui merge")
    ran = run("check")
    assert (ran.code, ran.out) == (
        1,
        "sciatica (1).json is a copy of your journal from another device; "
        "sciatica-tui merge brings in what is new in it.\n",
    )
    assert "1 new check-in, 22 Nov 2026." in run("merge", "--yes").out
    assert run("check").code == 0


def test_a_stranger_s_copy_is_said_to_be_one(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday")
    there = CommandLine(tmp_path / "there", run.clock, run.capsys)
    there("log", "9")
    ran = run("merge", str(there.folder / "sciatica.json"), "--yes")
    assert "not a copy of this journal: it was started separately" in ran.out
    assert (there.folder / "sciatica.json").exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"weight": {"1": {}}}', "is not a journal of sciatica-tui"),
        (b"[1]", "is not a journal"),
        (b"", "it is empty"),
        (b'{"_meta": {"1"', "it is cut off or garbled"),
        (b'{"_meta": {"1": {"schema": 9}}, "checkins": {}}', "newer version"),
    ],
)
def test_what_can_not_be_merged_gets_one_sentence(run: CommandLine, tmp_path: Path, data: bytes, sentence: str) -> None:
    logged(run, "today")
    (tmp_path / "other.json").write_bytes(data)
    ran = run("merge", str(tmp_path / "other.json"), "--yes")
    assert (ran.code, sentence in ran.err) == (2, True)


def test_a_backup_is_made_and_restored(run: CommandLine, answering: Answering) -> None:
    logged(run, "yesterday")
    assert run("backup").out.startswith("Copied to")
    run.clock.advance(60)
    run("log", "9")
    listed = run("restore")
    assert "1 check-in, the last of 2026-11-21  (made by hand, by-hand-20261122T081000.json)" in listed.out
    questions = answering("1", "y")
    ran = run("restore")
    assert questions[0] == "Which one? Its number · enter none: "
    assert "It would remove 1 entry, bring back 0, and change 0." in ran.out
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [3]
    before = next((run.folder / "backups").glob("before-restore-*.json"))
    assert run("restore", before.name, "--yes").code == 0
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [3, 9]


def test_a_red_flag_that_the_person_marked_stays_open_when_a_backup_is_restored(run: CommandLine) -> None:
    logged(run, "yesterday")
    run("backup")
    run.clock.advance(60)
    assert run("log", "9", "--flags", "urination").code == 0
    ran = run("restore", "1", "--yes")
    assert "What you marked as a red flag stays" in ran.err
    assert [entry.leg_pain for entry in run.kept(CheckIn)] == [3]
    assert [(answer.flags, answer.cleared) for answer in run.kept(RedFlagAnswer)] == [(("urination",), None)]


def test_a_backup_elsewhere_is_restored_by_its_name(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday")
    assert run("backup", str(tmp_path)).out == f"Copied to {tmp_path / 'sciatica-2026-11-22.json'}\n"
    run("log", "9")
    assert run("restore", str(tmp_path / "sciatica-2026-11-22.json"), "--yes").code == 0
    assert len(run.kept(CheckIn)) == 1
    assert "There is no backup number 99" in run("restore", "99").err
    (tmp_path / "x.json").write_text("{")
    assert "is damaged, or is not a journal" in run("restore", str(tmp_path / "x.json")).err


def test_repair_mends_what_it_can_and_names_the_rest(run: CommandLine) -> None:
    logged(run, "yesterday", "today")
    path = run.folder / "sciatica.json"
    document = msgspec.json.decode(path.read_bytes())
    document["checkins"]["9"] = document["checkins"]["1"]
    path.write_bytes(msgspec.json.encode(document))
    run.folder.chmod(0o755)
    assert run("check").code == 1
    ran = run("check", "--repair")
    assert "The journal as it was is kept as" in ran.out
    assert "1 older duplicate removed." in ran.out
    assert run("check").out.startswith("All is well: 2 check-ins")


# The clinician's page


def test_the_page_is_written_and_told(run: CommandLine, tmp_path: Path) -> None:
    logged(run, "yesterday", "today")
    out = tmp_path / "page.pdf"
    assert run("report", str(out), "--weekly").out == f"Written to {out}\n"
    assert out.read_bytes().startswith(b"%PDF")
    text = tmp_path / "page.md"
    assert run("report", str(text), "--sections", "chart,medication", "--name", "A. <b>*").code == 0
    assert "summary of A. \\<b\\>\\*" in text.read_text("utf-8")


def test_a_page_of_nothing_is_refused(run: CommandLine, tmp_path: Path) -> None:
    ran = run("report", str(tmp_path / "page.pdf"))
    assert (ran.code, "There is nothing to report yet" in ran.err) == (2, True)
    assert not (tmp_path / "page.pdf").exists()


def test_an_unknown_section_gets_a_hint(run: CommandLine, tmp_path: Path) -> None:
    assert "no section “tets”; did you mean tests?" in run("report", str(tmp_path / "p.pdf"), "--sections", "tets").err


@pytest.mark.parametrize("command", ["import", "export", "report", "merge", "backup", "restore", "check"])
def test_every_command_teaches_itself(run: CommandLine, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"sciatica-tui {command}" in ran.out
    assert all(len(line) <= 110 for line in ran.out.splitlines())


def test_a_page_of_the_made_up_history_says_so(run: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert run("--demo", "report", str(page), "--name", "Somebody").code == 0
    assert "made-up example, not a real person" in page.read_text("utf-8")
    assert "Somebody" not in page.read_text("utf-8")
