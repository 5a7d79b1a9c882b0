"""Shell completion: what can stand at the cursor, taken from the commands' own parsers, with what it means."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from sciatica_tui.cli import main
from sciatica_tui.cli.commands import COMMANDS, command_parser
from sciatica_tui.cli.completion import split_line
from sciatica_tui.cli.completion_values import FREE, VALUES
from sciatica_tui.domain.records import CheckIn, Medication

from .conftest import CommandLine

SHELLS = ("bash", "zsh", "fish")


def offered(run: CommandLine, *words: str, shell: str = "fish") -> dict[str, str]:
    """The values that stand to choice in the place of the last word, and what each means."""
    return dict(line.split("\t", 1) for line in _complete(run, shell, *words).splitlines())


def _complete(run: CommandLine, shell: str, *words: str) -> str:
    assert main(["--complete", shell, "--data", str(run.folder), *words], run.clock) == 0
    return run.capsys.readouterr().out.rstrip("\n")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_option_of_every_command_is_offered(run: CommandLine, name: str) -> None:
    words = [name] if name else []
    found = offered(run, *words, "-")
    assert found.keys() - {"--completion"} == set(command_parser(name).options) - {"--data"} - (
        {"--version"} if name else set()
    )
    assert all(found.values())


def test_every_command_is_offered_with_what_it_does(run: CommandLine) -> None:
    assert offered(run, "") == COMMANDS
    assert offered(run, "--demo", "sta") == {name: COMMANDS[name] for name in ("status", "start")}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_takes_can_be_completed_or_is_free(name: str) -> None:
    parser = command_parser(name)
    values = {place for places in parser.places for place in places.strip("[]").split("|")}
    for action in parser._actions:
        if action.nargs is None and action.choices is None and action.option_strings[0] not in parser.offers:
            values.add(str(action.metavar))
    unknown = {value for value in values if not value.islower() and not value.startswith(("FILE", "FOLDER", "-"))}
    numbers = {value for value in unknown if "–" in value or "…" in value}
    assert unknown - numbers - {"NAME=0–10"} <= VALUES.keys() | set(FREE), "cli/completion_values.py says what each is"


def test_an_option_is_offered_once_and_one_that_may_come_again_always(run: CommandLine) -> None:
    found = offered(run, "log", "--sleep", "4", "--tag", "x", "--")
    assert "--sleep" not in found
    assert "--tag" in found


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["log", "6/3", "c"], ["calf"]),
        (["log", "calf", "c"], []),
        (["log", "--side", ""], ["left", "right", "both"]),
        (["log", "--side=l"], ["--side=left"]),
        (["log", "--leg-raise-method", ""], ["lying", "seated"]),
        (["log", "--heel-walk", "cannot/"], ["cannot/normal", "cannot/weak", "cannot/cannot"]),
        (["log", "--task", "stairs="], ["stairs=not-done", "stairs=easy", "stairs=hard", "stairs=could-not"]),
        (["log", "--bother", "leg"], ["leg_pain="]),
        (["log", "--activity", "wa"], ["walk="]),
        (["log", "--flags", "fever,non"], ["fever,none"]),
        (["log", "--flags", "fever,fe"], []),
        (["log", "--at", "m"], ["monday"]),
        (["add", ""], ["medication", "scan", "event", "visit", "question", "numbness", "flare", "walking"]),
        (["add", "numbness", "fo"], ["foot"]),
        (["add", "flare", ""], ["over", "goes-on"]),
        (["add", "walking", ""], ["10", "pause", "resume", "end"]),
        (["add", "--relief", "s"], ["some"]),
        (["report", "--paper", ""], ["a4", "letter"]),
        (["report", "--without", "chart,med"], ["chart,medication"]),
        (["start", "ham"], ["hamstring"]),
        (["help", "unde"], []),
        (["nonsense", ""], []),
        (["import", "--dates", "d"], ["day-first"]),
    ],
)
def test_values_of_options_and_words(run: CommandLine, words: list[str], values: list[str]) -> None:
    assert list(offered(run, *words)) == values


def test_what_was_used_before_is_offered_most_used_first(run: CommandLine) -> None:
    run("log", "3", "--tag", "desk day", "--medication", "ibuprofen", "--posture", "perched")
    run("log", "4", "--tag", "desk day", "--tag", "long drive")
    assert offered(run, "log", "--tag", "") == {"desk day": "2 times", "long drive": "1 time"}
    assert offered(run, "log", "--medication", "IBU") == {"ibuprofen": "1 time"}
    assert offered(run, "add", "medication", "") == {"ibuprofen": "1 time"}
    assert offered(run, "log", "--posture", "pe") == {"perched": "1 time"}


def test_entries_are_offered_by_their_short_ids(run: CommandLine) -> None:
    run("log", "6/3", "calf", "--medication", "ibuprofen", "--at", "yesterday")
    [entry], [taken] = run.kept(CheckIn), run.kept(Medication)
    found = offered(run, "show", "")
    assert found["last"] == "the latest entry"
    assert found[entry.id[-6:]] == "Sat 21 Nov · leg 6, back 3, calf"
    assert found[taken.id[-6:]] == "Sat 21 Nov · Medication: ibuprofen"


def test_backups_are_offered_by_number_beside_files(run: CommandLine) -> None:
    run("log", "3")
    run("log", "4")
    assert run("backup").code == 0
    lines = _complete(run, "fish", "restore", "").splitlines()
    assert lines[0] == "\tfiles"
    assert lines[1].startswith("1\t2026-11-22")


@pytest.mark.parametrize(
    ("words", "places"), [(["import", ""], "files"), (["export", "x"], "files"), (["log", "--config", ""], "files")]
)
def test_files_are_left_to_the_shell(run: CommandLine, words: list[str], places: str) -> None:
    assert _complete(run, "zsh", *words).splitlines()[0] == f"\t{places}"


def test_the_folder_of_the_data_is_left_to_the_shell(run: CommandLine) -> None:
    assert _complete(run, "zsh", "--data", "") == "\tfolders"


def test_where_the_data_can_not_be_read_nothing_is_offered_and_nothing_said(run: CommandLine) -> None:
    run.folder.write_text("a file where a folder should be", "utf-8")
    assert offered(run, "show", "") == {}


def test_a_stored_word_that_would_steer_the_terminal_is_not_offered(run: CommandLine) -> None:
    run("log", "3", "--tag", "evil\x1b]0;x\x07", "--tag", "good")
    assert list(offered(run, "log", "--tag", "")) == ["good"]


@pytest.mark.parametrize(
    ("line", "words", "cut", "quoted"),
    [
        ("x log 6/3 ca", ["x", "log", "6/3", "ca"], 0, False),
        ("x log ", ["x", "log", ""], 0, False),
        ("x --at=ye", ["x", "--at=ye"], 5, False),
        ("x 'two words", ["x", "two words"], 0, True),
        ('x "a" b\\ c', ["x", "a", "b c"], 0, False),
        ("x '' ", ["x", "", ""], 0, False),
        ("x \\", ["x", ""], 0, False),
    ],
)
def test_a_line_is_split_as_bash_splits_it(line: str, words: list[str], cut: int, quoted: bool) -> None:
    assert split_line(line) == (words, cut, quoted)


def test_bash_is_given_what_it_replaces_with_meanings_only_where_it_lists(run: CommandLine) -> None:
    def lines(kind: str, line: str) -> list[str]:
        main(["--complete", "bash", kind, line], run.clock)
        return run.capsys.readouterr().out.splitlines()

    assert lines("9", "sciatica-tui sta") == ["status", "start"]
    assert lines("63", "sciatica-tui stat") == ["status"]
    assert lines("63", "sciatica-tui sta")[0] == "status  (how you are, in one line; also for a prompt or status bar)"
    assert lines("9", "sciatica-tui log --at=yes") == ["yesterday"]
    assert lines("9", "sciatica-tui log --at 30") == ["30\\ minutes\\ ago"]
    assert lines("9", "sciatica-tui log --at '30") == ["30 minutes ago"]
    assert lines("9", "sciatica-tui log --bother leg") == ["\tnospace", "leg_pain="]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_its_script(run: CommandLine, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    read = subprocess.run(
        [shell, "-n"], check=False, input=run("--completion", shell).out, capture_output=True, text=True
    )
    assert (read.returncode, read.stderr) == (0, "")


def test_another_shell_is_refused_in_a_sentence(run: CommandLine) -> None:
    ran = run("--completion", "tcsh")
    assert ran.code == 2
    assert "there is one for bash, zsh, fish" in ran.err
    assert run("--completion").code == 2
