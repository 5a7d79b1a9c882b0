"""`-`: standard input and output in the place of a file."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sciatica_tui.domain.records import CheckIn, Medication, RedFlagAnswer
from sciatica_tui.storage.journal import Journal

from ..hostile import journal, steering
from ..support import checkin
from .conftest import CommandLine
from .test_log import answers
from .test_red_flag_prompt import Terminal

FULL = Path("/dev/full")

Feed = Callable[..., tuple[int, str, str]]
"""Runs a command with bytes on its standard input: exit code, answer, complaints."""


class Stdin(io.TextIOWrapper):
    """Standard input that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), "utf-8")


@pytest.fixture
def feed(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Feed:
    """Run a command with bytes on its standard input."""

    def fed(data: bytes | str, *argv: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", Stdin(data if isinstance(data, bytes) else data.encode()))
        ran = run(*argv)
        return ran.code, ran.out, ran.err

    return fed


def program(folder: Path, *argv: str, **options: object) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "sciatica_tui", "--data", str(folder), *argv]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], **options)  # type: ignore[call-overload, no-any-return]


class TestLog:
    def test_each_line_is_an_entry_and_all_are_one_change(self, run: CommandLine, feed: Feed) -> None:
        lines = '6/3 calf "long drive" --at yesterday\n\n# a week later\n4 --sleep 7 --medication ibuprofen\n-/2\n'
        code, out, err = feed(lines, "log", "-")
        assert (code, out.splitlines()[0], err) == (
            0,
            "Saved: 3 check-ins.",
            f"Your data is kept in a new folder: {run.folder}\n",
        )
        assert sorted((c.leg_pain or 0, c.back_pain) for c in run.kept(CheckIn)) == [(0, 2), (4, None), (6, 3)]
        assert [m.product for m in run.kept(Medication)] == ["ibuprofen"]
        run("undo")
        assert (run.kept(CheckIn), run.kept(Medication)) == ([], [])

    def test_a_line_ends_where_it_does_in_an_editor(self, run: CommandLine, feed: Feed) -> None:
        assert feed('6 --note "first\u2028second"\r\n5\r4\n', "log", "-")[0] == 0
        assert sorted((c.leg_pain, c.note) for c in run.kept(CheckIn)) == [
            (4, None),
            (5, None),
            (6, "first\u2028second"),
        ]

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            (
                "6\n4 clf\n",
                "Line 2: “clf” is not a zone (none, back, buttock, thigh, calf, foot); did you mean calf? Nothing",
            ),
            ("6\n\n# so\n11\n", "Line 4: Worst leg pain takes a whole number from 0 to 10, not “11”."),
            ('5 calf "long\n', "Line 1: a quotation mark is not closed."),
            ("5\n5 --at tomorrow\n", "Line 2: “tomorrow” is in the future"),
            ("5 --data elsewhere\n", "Line 1: --data goes with the command, not in a line: sciatica-tui log - --data."),
            ("5 --json\n", "Line 1: --json goes with the command"),
            ("5 --leg-raise 45/70\n", "Line 1: --leg-raise needs --leg-raise-method"),
            ("5 --ability walk=3\n5 --at nonsense\n", "Line 2: “nonsense” is not understood"),
            ("\n# nothing\n", "Standard input has no line to log"),
        ],
    )
    def test_a_wrong_line_is_named_and_nothing_is_saved(
        self, run: CommandLine, feed: Feed, lines: str, sentence: str
    ) -> None:
        code, out, err = feed(lines, "log", "-")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert sentence in err
        assert "othing was saved." in err or "no line" in err
        assert not run.folder.exists()

    @pytest.mark.parametrize("option", [("--at", "yesterday"), ("--sleep", "7"), ("--flags", "none"), ("--flare",)])
    def test_an_option_beside_the_dash_is_not_swallowed(
        self, run: CommandLine, feed: Feed, option: tuple[str, ...]
    ) -> None:
        code, out, err = feed("5\n", "log", "-", *option)
        assert (code, out) == (2, "")
        assert err == "sciatica-tui: With “log -” each line has its own options; only --json can go with the -.\n"
        assert not run.folder.exists()

    def test_an_alarm_is_raised_once_by_the_lines_together_and_told(self, run: CommandLine, feed: Feed) -> None:
        code, _, err = feed("5 --heel-walk weak/normal\n5 --heel-walk weak/normal\n", "log", "-")
        assert code == 0
        assert len([answer for answer in run.kept(RedFlagAnswer) if answer.flags]) == 1
        assert err.count("weak") >= 1

    def test_lines_and_arguments_write_the_same(self, run: CommandLine, feed: Feed, tmp_path: Path) -> None:
        words = ["6/3", "calf", "long drive", "--sleep", "7", "--symptom", "calf right tingling 4"]
        feed("6/3 calf 'long drive' --sleep 7 --symptom 'calf right tingling 4'", "log", "-")
        alone = CommandLine(tmp_path / "alone", run.clock, run.capsys)
        alone("log", *words)
        assert answers(run) == answers(alone)

    def test_json_lists_what_was_saved(self, feed: Feed) -> None:
        _, out, _ = feed("6\n5\n", "log", "-", "--json")
        assert [e["record"]["leg_pain"] for e in json.loads(out)["entries"]] == [6, 5]

    def test_bytes_that_are_no_text_and_a_closed_input(
        self, run: CommandLine, feed: Feed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "standard input" in feed(b"\x00\x01\x02", "log", "-")[2]
        monkeypatch.setattr(sys, "stdin", None)
        assert "Standard input is closed" in run("log", "-").err


class TestExport:
    @pytest.mark.parametrize("suffix", ["json", "csv"])
    def test_it_is_the_same_as_in_a_file_and_comes_back(
        self, run: CommandLine, feed: Feed, tmp_path: Path, suffix: str
    ) -> None:
        run("log", "6/3", "calf", "long drive")
        run("export", str(tmp_path / f"all.{suffix}"))
        data = (tmp_path / f"all.{suffix}").read_bytes()
        with program(run.folder, "export", "-", "--format", suffix, stdout=subprocess.PIPE) as process:
            assert process.communicate()[0] == data
        there = CommandLine(tmp_path / "there", run.clock, run.capsys)
        with program(
            there.folder, "import", "-", "--format", suffix, stdin=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.communicate(data)
        assert [c.note for c in there.kept(CheckIn)] == ["long drive"]

    @pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
    @pytest.mark.parametrize("line", [("export", "-"), ("report", "-"), ("list", "--json")])
    def test_a_full_disk_behind_it_is_one_sentence(self, run: CommandLine, line: tuple[str, ...]) -> None:
        Journal.open(run.folder, run.clock.now).save("many", *(checkin(n % 300, leg_pain=5) for n in range(900)))
        with (
            FULL.open("wb") as full,
            program(run.folder, *line, stdout=full, stderr=subprocess.PIPE) as process,
        ):
            err = process.communicate()[1].decode()
        assert process.returncode == 1
        assert err.count("\n") == 1
        assert "the disk is full" in err

    @pytest.mark.parametrize("line", [("export", "-"), ("list",), ("list", "--json")])
    def test_a_reader_that_leaves_early_gets_no_complaint(self, run: CommandLine, line: tuple[str, ...]) -> None:
        Journal.open(run.folder, run.clock.now).save(
            "many", *(checkin(n % 300, leg_pain=5, note="long drive " * 20) for n in range(2000))
        )
        with program(run.folder, *line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            (("export", "-", "--format", "xml"), "--format takes json or csv or ics, not “xml”."),
            (("export", "all.json", "--format", "csv"), "--format only goes with -"),
            (("report", "-", "--format", "html"), "--format takes md or pdf, not “html”."),
            (("export", "-", "more"), "export takes one file"),
        ],
    )
    def test_what_can_not_be_meant_gets_one_sentence(
        self, run: CommandLine, line: tuple[str, ...], sentence: str
    ) -> None:
        ran = run(*line)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert sentence in ran.err


class TestImport:
    def test_a_spreadsheet_is_taken_over_when_that_was_said(self, run: CommandLine, feed: Feed) -> None:
        sheet = "Date,Leg pain\n2026-11-20,6\n"
        code, _, err = feed(sheet, "import", "-", "--format", "csv")
        assert code == 2
        assert "add --yes" in err
        assert feed(sheet, "import", "-", "--format", "csv", "--yes")[0] == 0
        assert [c.leg_pain for c in run.kept(CheckIn)] == [6]

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ("Date,Leg pain\n2026-11-20,6\n", "standard input is not JSON, but --format says json."),
            ("", "standard input is empty."),
        ],
    )
    def test_something_else_than_was_said_is_refused(self, feed: Feed, data: str, sentence: str) -> None:
        code, out, err = feed(data, "import", "-", "--format", "json")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert sentence in err


@pytest.mark.parametrize(
    "line", [("export", "-"), ("export", "-", "--format", "csv"), ("report", "-"), ("list",), ("show", "-9")]
)
def test_on_a_terminal_nothing_that_is_stored_steers_it(run: CommandLine, line: tuple[str, ...]) -> None:
    Journal.open(run.folder, run.clock.now).save("what was there", *journal())
    terminal = Terminal(run.folder, *line, NO_COLOR="1")
    assert terminal.end() == 0
    assert steering(terminal.seen) == set()
    assert "Zq" in terminal.seen


def test_a_page_that_is_no_text_is_not_thrown_at_a_terminal(run: CommandLine) -> None:
    run("log", "6/3")
    terminal = Terminal(run.folder, "report", "-", "--format", "pdf")
    assert terminal.end() == 2
    assert "The page can't be shown in a terminal; send it to a file or a pipe." in terminal.seen


def test_the_page_goes_to_a_pipe_as_markdown_or_pdf(run: CommandLine) -> None:
    run("log", "6/3", "calf")
    for suffix, head in (("md", b"# "), ("pdf", b"%PDF")):
        with program(run.folder, "report", "-", "--format", suffix, stdout=subprocess.PIPE) as process:
            assert process.communicate()[0].startswith(head)
