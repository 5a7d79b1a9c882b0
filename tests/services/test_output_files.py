"""Files written for the person: whole, private, for good, and never in the place of one of our own."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput, DurabilityUnknown, StoreError
from sciatica_tui.services.output_files import check_output, make_output_folder, write_beside_others, write_output
from sciatica_tui.services.paths import Paths
from sciatica_tui.storage.filesystem import Disk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A folder in use: a history, copies, drafts, a lock, a log, settings elsewhere."""
    data = tmp_path / "data"
    for folder in (data, data / "backups", data / "pages", data / "pictures", tmp_path / "config"):
        folder.mkdir()
    for name in ("sciatica.json", "sciatica.json.lock", "draft-checkin.json", "session.lock", "sciatica-tui.log"):
        (data / name).write_text("ours")
    (data / "backups" / "previous.json").write_text("ours")
    (tmp_path / "config" / "config.toml").write_text("ours")
    return Paths(data, tmp_path / "config" / "config.toml", data / "sciatica-tui.log")


def everything(folder: Path) -> dict[Path, bytes]:
    """Each file below the folder, with what is in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name",
    [
        "data/sciatica.json",
        "data/./../data/sciatica.json",
        "data/new.json",
        "data/backups/previous.json",
        "data/backups/new.json",
        "data/draft-checkin.json",
        "data/draft-session.json",
        "data/sciatica.json.lock",
        "data/sciatica-tui.log",
        "data/sciatica-tui.log.old",
        "config/config.toml",
    ],
)
def test_our_own_files_are_no_place_for_others(paths: Paths, tmp_path: Path, name: str) -> None:
    before = everything(tmp_path)
    with pytest.raises(BadInput, match=r"is where sciatica-tui keeps its own files; choose another place\."):
        write_output(tmp_path / name, b"theirs", paths, force=True)
    assert everything(tmp_path) == before


def test_nor_are_they_under_another_name(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link.json").symlink_to(paths.journal)
    (tmp_path / "folder").symlink_to(paths.backups)
    (tmp_path / "settings.toml").hardlink_to(paths.config)
    (tmp_path / "hard.json").hardlink_to(paths.backups / "previous.json")
    (paths.pages / "page.pdf").symlink_to(paths.journal)
    before = everything(tmp_path)
    monkeypatch.chdir(paths.data)
    for name in ("link.json", "folder/new.json", "settings.toml", "hard.json", "data/pages/page.pdf"):
        with pytest.raises(BadInput, match="keeps its own files"):
            write_output(tmp_path / name, b"theirs", paths, force=True)
    for relative in ("sciatica.json", "new.json", "backups/../new.json"):
        with pytest.raises(BadInput, match="keeps its own files"):
            write_output(Path(relative), b"theirs", paths, force=True)
    assert everything(tmp_path) == before


def test_nor_in_other_letters_before_they_are_there(paths: Paths) -> None:
    paths.config.unlink()
    with pytest.raises(BadInput, match="keeps its own files"):
        check_output(paths.config.with_name("Config.TOML"), paths, force=True)


def test_what_lies_beside_a_linked_history_is_ours_too(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "synced").mkdir()
    paths.journal.rename(tmp_path / "synced" / "mine.json")
    paths.journal.symlink_to(tmp_path / "synced" / "mine.json")
    (tmp_path / "synced" / "mine.json.lock").touch()
    for name in ("mine.json", "mine.json.lock"):
        with pytest.raises(BadInput, match="keeps its own files"):
            write_output(tmp_path / "synced" / name, b"theirs", paths, force=True)
    write_output(tmp_path / "synced" / "other.json", b"theirs", paths)


def test_pages_and_pictures_and_all_other_places_are_open(paths: Paths, tmp_path: Path) -> None:
    for path in (paths.pages / "page.pdf", paths.pictures / "leg.svg", tmp_path / "sciatica.json"):
        write_output(path, b"theirs", paths)
        assert path.read_bytes() == b"theirs"


def test_a_file_is_its_owners_alone_and_follows_a_link(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_output(tmp_path / "link.json", b"new", paths, force=True)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "real.json").stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_plain_file_is_left_alone(paths: Paths, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="is not a regular file"):
        write_output(tmp_path / "pipe", b"new", paths, force=True)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_second_file_of_a_name_has_a_name_of_its_own(paths: Paths) -> None:
    names = [write_beside_others(paths.pictures, "leg.svg", b"x", paths).name for _ in range(3)]
    assert names == ["leg.svg", "leg-2.svg", "leg-3.svg"]


def test_folders_are_their_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_output_folder(tmp_path / "one" / "two")
    finally:
        os.umask(before)
    for folder in (tmp_path / "one", tmp_path / "one" / "two"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_where_no_folder_can_be_made_one_sentence_says_where(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("a file is in the way")
    with pytest.raises(StoreError, match=r"Can't make the folder .*pictures: a file is where a folder should be"):
        write_beside_others(tmp_path / "pictures", "leg.svg", b"x", paths)


KILLED = """
import os, signal, sys
from pathlib import Path
from sciatica_tui.storage.atomic_file import write_atomically
from sciatica_tui.storage.filesystem import Disk

class Dies(Disk):
    def flush(self, descriptor):
        if sys.argv[2] == "waits":
            print("writing", flush=True)
            sys.stdin.read()
        os.kill(os.getpid(), signal.SIGKILL)

write_atomically(Path(sys.argv[1]), b"the whole diary", disk=Dies())
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as Unix does it")
def test_what_a_kill_left_is_taken_away_by_the_next_file_written_there(paths: Paths, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "one.json", "dies"], cwd=ROOT, check=False)
    (leftover,) = tmp_path.glob(".*.tmp")
    assert leftover.read_bytes() == b"the whole diary"
    assert stat.S_IMODE(leftover.stat().st_mode) == 0o600
    theirs = tmp_path / ".one.json.0123456789ab.tmp"
    theirs.touch()
    write_output(tmp_path / "another.json", b"x", paths)
    assert list(tmp_path.glob(".*.tmp")) == [theirs]


@pytest.mark.skipif(os.name != "posix", reason="kills as Unix does it")
def test_what_another_program_still_writes_stays(paths: Paths, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", KILLED, str(tmp_path / "one.json"), "waits"]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        write_output(tmp_path / "another.json", b"x", paths)
        (temporary,) = tmp_path.glob(".*.tmp")
        assert temporary.read_bytes() == b"the whole diary"


def test_a_flush_of_the_folder_that_fails_is_a_doubt_and_no_failure(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_flush = Disk.flush

    def flush(disk: Disk, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(5, "Input/output error")
        true_flush(disk, descriptor)

    monkeypatch.setattr(Disk, "flush", flush)
    with pytest.raises(DurabilityUnknown, match=r"one.json is saved, but the disk did not confirm it"):
        write_output(tmp_path / "one.json", b"x", paths)
    assert (tmp_path / "one.json").read_bytes() == b"x"
