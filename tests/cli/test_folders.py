"""Every bad state a data folder can be in, met from the command line: one sentence, nothing lost, never a traceback."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sciatica_tui.cli import main
from sciatica_tui.domain.records import CheckIn

from ..support import FakeClock
from .conftest import CommandLine

COMMANDS = (["status"], ["log", "5"], ["check"], ["remind"])


def said(err: str) -> str:
    """The one sentence."""
    assert err.startswith("sciatica-tui: ")
    assert err.count("\n") == 1
    return err


@pytest.fixture
def file(run: CommandLine) -> Path:
    """A file with two entries, and a backup with the first."""
    run("log", "3")
    run("log", "4")
    return run.folder / "sciatica.json"


@pytest.mark.parametrize("command", [["status"], ["check"], ["remind"], ["status", "--short"]])
def test_looking_makes_no_folder(run: CommandLine, command: list[str]) -> None:
    assert run(*command).err == ""
    assert not run.folder.exists()


def test_the_first_entry_makes_the_folder_for_its_owner_alone_and_says_where(run: CommandLine) -> None:
    run.folder = run.folder / "deeper"
    assert f"a new folder: {run.folder}" in run("log", "3").err
    if os.name == "posix":
        assert run.folder.stat().st_mode & 0o077 == 0
    assert run("log", "3").err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_a_file(run: CommandLine, command: list[str]) -> None:
    run.folder.write_text("mine", "utf-8")
    ran = run(*command)
    assert (ran.code, ran.out) == (1, "")
    assert f"Can't use the folder {run.folder}: a file is where a folder should be" in said(ran.err)
    assert run.folder.read_text("utf-8") == "mine"


@pytest.mark.parametrize("command", [*COMMANDS, ["list"], ["summary"], ["status", "--short"]])
def test_a_folder_that_would_lie_in_a_file(run: CommandLine, command: list[str]) -> None:
    run.folder.write_text("mine", "utf-8")
    run.folder = run.folder / "deeper"
    ran = run(*command)
    assert (ran.code, ran.out) == (1, "")
    assert f"Can't use the folder {run.folder}: a file is where a folder should be" in said(ran.err)


@pytest.mark.parametrize(("command", "code"), [(["list"], 1), (["log", "5"], 0)])
def test_only_what_was_logged_counts_as_done_where_the_file_was_damaged(
    run: CommandLine, file: Path, command: list[str], code: int
) -> None:
    file.write_bytes(b"")
    assert run(*command).code == code
    assert run("list").code == 0


def test_restore_names_a_copy_that_can_not_be_read_and_offers_the_others(run: CommandLine, file: Path) -> None:
    copy = run.folder / "backups" / "by-hand-20260101T000000.json"
    copy.mkdir()
    ran = run("restore")
    assert f"Can't read the backup {copy}: a folder is where the file should be" in ran.err
    assert "previous.json" in ran.out
    assert run("restore", "previous.json", "--yes").code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_another_program_is_left_alone(run: CommandLine, command: list[str]) -> None:
    run.folder.mkdir()
    other = run.folder / "sciatica.json"
    other.write_text('{"bookmarks": {"1": {"url": "x"}}}', "utf-8")
    ran = run(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "belongs to another program" in said(ran.err)
    assert json.loads(other.read_text("utf-8")) == {"bookmarks": {"1": {"url": "x"}}}


@pytest.mark.parametrize("damage", [b"", b'{"_meta": {"1": {"comm', b"\x00" * 500, b"\xff\xfe not json"])
def test_a_torn_file_is_kept_and_the_backup_put_in_its_place(run: CommandLine, file: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    ran = run("status")
    assert (ran.code, ran.out) == (1, "Leg 3 · logged today · day 1 of logging\n")
    assert "the backup" in said(ran.err)
    [aside] = run.folder.glob("*.corrupt-*")
    assert aside.read_bytes() == damage
    assert run("status").err == ""


def test_a_newer_file_is_shown_and_not_changed(run: CommandLine, file: Path) -> None:
    document = json.loads(file.read_text("utf-8"))
    document["_meta"]["1"]["schema"] = 99
    file.write_text(json.dumps(document), "utf-8")
    before = file.read_bytes()
    assert run("status").out == "Worst of 2: leg 4 · logged today · day 1 of logging\n"
    ran = run("log", "5")
    assert (ran.code, ran.out) == (1, "")
    assert "was written by a newer version" in said(ran.err)
    assert file.read_bytes() == before


def test_a_hand_edit_is_taken_and_mentioned(run: CommandLine, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"leg_pain":4', '"leg_pain":2'), "utf-8")
    ran = run("log", "1")
    assert ran.code == 0
    assert "changed by hand" in said(ran.err)
    assert sorted(c.leg_pain or 0 for c in run.kept(CheckIn)) == [1, 2, 3]


def test_an_entry_that_a_hand_edit_broke_is_left_out_named_and_stays_in_the_file(run: CommandLine, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"leg_pain":4', '"leg_pain":44'), "utf-8")
    ran = run("status")
    assert (ran.code, ran.out) == (0, "Leg 3 · logged today · day 1 of logging\n")
    assert "1 of your check-ins can't be read (number" in ran.err
    assert run("log", "1").code == 0
    assert '"leg_pain":44' in file.read_text("utf-8")
    checked = run("check")
    assert checked.code == 1
    assert "leg_pain" in checked.out


@pytest.mark.skipif(os.name != "posix", reason="read-only is another matter here")
def test_a_read_only_file_is_shown_and_not_changed(run: CommandLine, file: Path) -> None:
    before = file.read_bytes()
    file.chmod(0o400)
    assert run("status").out == "Worst of 2: leg 4 · logged today · day 1 of logging\n"
    ran = run("log", "5")
    assert (ran.code, ran.out) == (1, "")
    assert "is marked read-only" in said(ran.err)
    assert file.read_bytes() == before


FULL = """
import resource, sys
sys.path.insert(0, {root!r})
from sciatica_tui.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
sys.exit(main(["--data", {folder!r}, "log", "5"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no way here to say how large a file may grow")
def test_a_full_disk_loses_nothing(run: CommandLine, file: Path) -> None:
    before = file.read_bytes()
    script = FULL.format(root=str(Path(__file__).parents[2]), folder=str(run.folder))
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert f"Can't save {file}" in said(ran.stderr)
    assert file.read_bytes() == before
    assert run("log", "5").code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_can_not_be_written_to(run: CommandLine, file: Path) -> None:
    run.folder.chmod(0o500)
    ran = run("log", "5")
    run.folder.chmod(0o700)
    assert (ran.code, ran.out) == (1, "")
    assert "can't be written to" in said(ran.err)


@pytest.mark.parametrize("command", [["status"], ["log", "5"], ["where"]])
def test_a_working_folder_that_is_gone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for place in (["--data", "diary"], ["--data", str(tmp_path), "--config", "config.toml"]):
        assert main([*command, *place]) == 2
        assert "can't be found, as the folder you are in is gone" in said(capsys.readouterr().err)


def test_an_export_into_a_working_folder_that_is_gone(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("log", "3")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    ran = run("export", "all.json")
    assert (ran.code, ran.out) == (2, "")
    assert "all.json leads nowhere" in said(ran.err)


@pytest.mark.parametrize("command", [["log", "5"], ["add", "medication", "ibuprofen"]])
def test_a_clock_before_1970_is_named_and_nothing_written(run: CommandLine, command: list[str]) -> None:
    clock = FakeClock(datetime(1969, 12, 31, 12, tzinfo=UTC))
    ran = CommandLine(run.folder, clock, run.capsys)(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "This computer's clock says 1969-12-31. Set it first: nothing can be dated before 1970." in ran.err
    assert run.kept(CheckIn) == []


def test_where_says_that_the_made_up_history_is_in_no_file(run: CommandLine) -> None:
    assert run("where", "--demo").out.startswith("The made-up history is in no file, and nothing of it is kept.")
    assert "made-up" not in run("where").out
