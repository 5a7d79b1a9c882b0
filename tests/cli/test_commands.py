"""status, remind, where, check, and what holds for all commands."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from sciatica_tui import __version__
from sciatica_tui.cli import main
from sciatica_tui.cli.commands import COMMANDS
from sciatica_tui.cli.remind import notify
from sciatica_tui.domain.records import Episode
from sciatica_tui.services.clock import SystemClock
from sciatica_tui.storage.journal import Journal

from ..support import NOW, FakeClock, day, stamp
from .conftest import CommandLine


def test_status_tells_the_day_in_one_line(run: CommandLine) -> None:
    run("log", "6/3", "calf", "--at", "-22d")
    run("log", "3/2", "thigh")
    assert run("status").out == "Leg 3, back 2, thigh · logged today · day 23 of logging\n"


def test_status_and_summary_say_that_the_episode_has_ended(run: CommandLine) -> None:
    begun = Episode(**stamp(), day=day(9), started=day(9), ended=day(2))
    Journal.open(run.folder, run.clock.now).save("episode", begun)
    run("log", "3", "--at", "-3d")
    assert run("status").out.endswith("not logged today · episode ended Friday 20 November\n")
    lines = run("summary").out.splitlines()
    assert lines[:2] == [
        "22 November 2026 · Ended 20 November, day 8",
        "This episode ended on 20 November. Until then, not enough data.",
    ]
    assert "Entries after 20 November do not count until you reopen the episode or start a new one." in lines


def test_once_the_episode_has_ended_a_prompt_and_remind_ask_for_nothing(run: CommandLine) -> None:
    run("log", "3", "--at", "-40d", "--flags", "none")
    assert run("status", "--short").out != ""
    ended = Episode(**stamp(), day=day(50), started=day(50), ended=day(2))
    Journal.open(run.folder, run.clock.now).save("episode", ended)
    assert run("status", "--short").out == ""
    assert run("remind").code == 0


def test_status_tells_the_worst_of_several_entries(run: CommandLine) -> None:
    run("log", "3/2", "thigh")
    run("log", "5", "buttock")
    assert run("status").out == "Worst of 2: leg 5, back 2, thigh · logged today · day 1 of logging\n"


@pytest.mark.parametrize(
    ("at", "words"), [("yesterday", "yesterday"), ("-3d", "on Thursday 19 November"), ("-30d", "30 days ago")]
)
def test_status_says_how_old_its_news_is(run: CommandLine, at: str, words: str) -> None:
    run("log", "3", "--at", at)
    assert f"Leg 3 · {words}, not logged today · day " in run("status").out


def test_status_of_nothing_says_how_to_begin(run: CommandLine) -> None:
    assert run("status").out == "Nothing logged yet; start with: sciatica-tui log 6/3 calf\n"


def test_short_is_empty_when_all_is_done(run: CommandLine) -> None:
    assert run("status", "--short").out == "not logged\n"
    run("log", "3", "--at", "-8d")
    assert run("status", "--short").out == "not logged · weekly tests due · red flags not asked\n"
    run("log", "3", "--flags", "none")
    assert run("status", "--short").out == "weekly tests due\n"
    run("log", "--sit-to-stand-seconds", "12")
    assert run("status", "--short").out == ""


def test_short_is_not_empty_while_a_red_flag_is_open(run: CommandLine) -> None:
    run("log", "3", "--flags", "fever")
    assert run("status", "--short").out == "! Speak to a doctor today\n"


@pytest.mark.skipif(os.name != "posix", reason="the cache folder is that of POSIX")
def test_the_program_answers_a_prompt_from_the_line_that_the_last_save_left(run: CommandLine, tmp_path: Path) -> None:
    def prompt() -> tuple[str, bool]:
        """What the program prints, and whether it read the journal for it."""
        code = (
            "import sys; sys.argv[0] = 'x'; from sciatica_tui.__main__ import main; code = main(); "
            "sys.stderr.write(str('sciatica_tui.cli' in sys.modules)); sys.exit(code)"
        )
        command = [sys.executable, "-c", code, "--data", str(run.folder), "status", "--short"]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        return ran.stdout, ran.stderr == "True"

    run.clock.set(SystemClock().now())
    run("log", "3", "--at", "-8d")
    run("log", "3", "--flags", "none")
    assert prompt() == ("weekly tests due\n", False)
    (tmp_path / "home" / ".cache" / "sciatica-tui").rename(tmp_path / "gone")
    assert prompt() == ("weekly tests due\n", True)
    assert prompt() == ("weekly tests due\n", False)


@pytest.mark.parametrize("words", [["help"], ["--help"], ["-h"]])
def test_help_says_what_there_is(run: CommandLine, words: list[str]) -> None:
    out = run(*words).out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_help_of_a_command_is_its_page(run: CommandLine) -> None:
    assert run("help", "log") == run("log", "--help")
    assert "There is no command “lgo”; did you mean log?" in run("help", "lgo").err


@pytest.mark.parametrize("words", [["-V"], ["--version"], ["status", "-V"]])
def test_the_version_has_a_short_option(run: CommandLine, words: list[str]) -> None:
    assert run(*words).out == f"sciatica-tui {__version__}\n"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--json", "There is no option --json here; see sciatica-tui undo --help."),
        ("-demo", "There is no option -demo; did you mean --demo?"),
        ("-v", "There is no option -v here"),
    ],
)
def test_dashes_make_no_option_like_another(run: CommandLine, option: str, words: str) -> None:
    assert words in run("undo", option).err


def test_remind_is_silent_once_today_is_logged(run: CommandLine) -> None:
    ran = run("remind")
    assert ran.code == 3
    assert ran.out.startswith("No check-in yet today.")
    run("log", "3", "--at", "yesterday")
    assert run("remind").code == 3
    run("log", "3")
    assert run("remind") == type(ran)(0, "", "")


def test_at_half_past_one_yesterdays_entry_still_counts_for_the_day(run: CommandLine) -> None:
    run("log", "3")
    run.clock.set(NOW.replace(day=23, hour=1, minute=30))
    assert run("remind").code == 0
    run.clock.set(NOW.replace(day=23, hour=3, minute=0))
    assert run("remind").code == 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another system has another program")
def test_notify_calls_the_systems_own_program_and_lives_without_it(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("remind", "--notify").code == 3
    program = tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {tmp_path}/shown\n', "utf-8")
    program.chmod(0o700)
    assert run("remind", "--notify").code == 3
    assert "No check-in yet today." in (tmp_path / "shown").read_text("utf-8")
    program.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert not notify()


def test_where_names_the_places(run: CommandLine) -> None:
    run("log", "3")
    lines = run("where").out.splitlines()
    assert [line.split()[0] for line in lines] == ["Data", "Settings", "Backups", "Log", "Cache"]
    assert lines[0] == f"Data      {run.folder / 'sciatica.json'}"
    assert lines[1].endswith("(not created yet)")


def test_check_says_where_the_data_will_be_before_there_is_any(run: CommandLine) -> None:
    assert run("check").out == f"There is nothing to check yet: your data will be in {run.folder}.\n"
    assert run("--demo", "check").out.endswith("check-ins in the made-up history.\n")


def test_check_finds_nothing_wrong_with_a_file_of_ours(run: CommandLine) -> None:
    run("log", "3")
    ran = run("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"All is well: 1 check-in in {run.folder / 'sciatica.json'}.\n"


def test_check_finds_what_is_wrong_with_the_settings(run: CommandLine, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[times]\nday_ends = "9"\n', "utf-8")
    ran = run("--config", str(config), "check")
    assert ran.code == 1
    assert "line 2: '9' can't be used for “times.day_ends”; the default is used instead." in ran.err


def test_the_settings_say_when_a_day_ends(run: CommandLine, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[times]\nday_ends = "00:00"\n', "utf-8")
    run.clock.set(NOW.replace(hour=1, minute=30))
    assert "Sunday 22 November, 01:30\n" in run("--config", str(config), "log", "3").out


def test_a_settings_file_that_is_named_and_not_there_is_made(run: CommandLine, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    ran = run("status", "--config", str(new))
    assert ran.code == 0
    assert f"There was no settings file {new}; it was created" in ran.err
    assert 'day_ends = "03:00"' in new.read_text("utf-8")
    assert run("status", "--config", str(new)).err == ""


def test_a_settings_file_in_a_folder_that_is_not_there_is_refused(run: CommandLine, tmp_path: Path) -> None:
    ran = run("status", "--config", str(tmp_path / "none" / "new.toml"))
    assert ran.code == 1
    assert f"new.toml can't be created (there is no folder {tmp_path / 'none'})" in ran.err
    assert main(["--complete", "fish", "--config", str(tmp_path / "x.toml"), "log", "--at", ""], run.clock) == 0
    assert not (tmp_path / "x.toml").exists()


def test_the_demo_shows_its_history_and_keeps_nothing(run: CommandLine) -> None:
    assert run("--demo", "status").out == "Leg 2, back 1, buttock · logged today · day 66\n"
    assert "nothing is kept" in run("log", "9", "--demo").out
    assert not run.folder.exists()


def test_version_and_help(run: CommandLine) -> None:
    assert run("--version").out == f"sciatica-tui {__version__}\n"
    page = run("--help").out
    assert "not a medical device" in page
    for name, words in COMMANDS.items():
        assert f"{name:<14}{words}" in page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_that_shows_how(run: CommandLine, name: str) -> None:
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: sciatica-tui {name}")
    assert "options for every command" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["lgo"], "There is no command “lgo”; did you mean log?"),
        (["--config", "lgo", "lgo"], "There is no command “lgo”; did you mean log?"),
        (["--config", "help", "help", "lgo"], "There is no command “lgo”; did you mean log?"),
        (["xyzzy"], f"the commands are {', '.join(COMMANDS)}."),
        (["6/3"], "to log it, type: sciatica-tui log 6/3"),
        (["status", "now"], "“now” is one word too many; see sciatica-tui status --help."),
        (["status", "--shrot"], "There is no option --shrot; did you mean --short?"),
        (["--dmeo"], "There is no option --dmeo; did you mean --demo?"),
        (["--datta", "x"], "There is no option --datta; did you mean --data?"),
        (["log", "--sit", "20"], "There is no option --sit; did you mean --sit-minutes?"),
        (["log", "5", "6"], "leg and back pain go in one word: 6/3"),
        (["stat"], "There is no command “stat”; did you mean status?"),
        (["rm", "last"], "There is no command “rm”; did you mean delete?"),
        (["version"], "There is no command “version”; did you mean --version?"),
        (["log", "--remove", "last"], "There is no option --remove; did you mean: sciatica-tui delete?"),
        (["--undo"], "There is no option --undo; did you mean: sciatica-tui undo?"),
        (["status", "--short=yes"], "--short takes no value"),
        (["import", "a.csv", "--unsure", "maybe"], "--unsure takes take, tag or skip, not “maybe”."),
        (["report", "--paper=a5"], "--paper takes a4 or letter, not “a5”."),
    ],
)
def test_a_mistyped_command_or_option_gets_a_hint(run: CommandLine, argv: list[str], sentence: str) -> None:
    ran = run(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


def test_without_a_terminal_the_app_is_refused(run: CommandLine) -> None:
    ran = run()
    assert ran.code == 2
    assert "The app needs a terminal" in ran.err


def test_what_nobody_expected_goes_to_the_log_and_not_to_the_screen(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("the sky fell")

    monkeypatch.setattr(run.clock, "now", broken)
    ran = run("status")
    log = run.folder / "sciatica-tui.log"
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert str(log) in ran.err
    assert "the sky fell" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0 or os.name != "posix"


def python(*argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-m", "sciatica_tui", *argv],
        capture_output=True,
        check=False,
        cwd=root,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("env", "argv"),
    [
        ({"PYTHONIOENCODING": "ascii"}, ["--demo", "status"]),
        ({"PYTHONIOENCODING": "ascii"}, ["log", "11"]),
        ({"PYTHONIOENCODING": "ascii"}, ["--help"]),
        ({"PYTHONIOENCODING": "latin-1"}, ["--demo", "status"]),
        ({"LC_ALL": "C"}, ["log", "--help"]),
    ],
)
def test_no_locale_is_too_poor(env: dict[str, str], argv: list[str]) -> None:
    ran = python(*argv, **{"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **env})
    assert ran.returncode == (2 if "11" in argv else 0)
    assert b"Traceback" not in ran.stderr
    assert b"Error" not in ran.stderr


def test_what_can_not_be_shown_is_shown_plainly() -> None:
    ran = python("--demo", "status", PYTHONIOENCODING="ascii")
    assert ran.stdout.startswith(b"Leg ")
    assert b" | " in ran.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes end differently here")
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    program = f"{sys.executable} -m sciatica_tui"
    script = f"{program} log --help | :; {program} --help | head -1"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=root)
    assert ran.stderr == ""
    assert ran.stdout.startswith("Track your recovery")


@pytest.mark.parametrize("form", ["--data {}", "--data={}"])
def test_what_nobody_expected_is_one_sentence_and_its_cause_is_in_the_log_of_that_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    class Stopped(FakeClock):
        def now(self) -> datetime:
            raise RuntimeError("the clock has no hands")

    folder = tmp_path / "data"
    folder.mkdir()
    assert main([*form.format(folder).split(), "log", "3"], Stopped()) == 1
    said = capsys.readouterr().err
    assert f"what you saved is safe. {folder / 'sciatica-tui.log'} has the details" in said
    assert "Traceback" not in said
    assert "RuntimeError: the clock has no hands" in (folder / "sciatica-tui.log").read_text("utf-8")


@pytest.mark.parametrize("library", ["msgspec", "tinydb"])
def test_a_library_that_is_missing_is_named_in_one_sentence(library: str) -> None:
    program = (
        f"import sys; sys.modules['{library}'] = None; from sciatica_tui.cli import main; sys.exit(main(['log', '3']))"
    )
    ran = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    assert f"sciatica-tui: Part of the installation is missing ({library}); install" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="the hook is a script of the shell")
def test_a_hook_runs_after_the_answer_and_its_failure_is_one_sentence(run: CommandLine, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f"[hooks]\non_save = \"sh -c 'cat > {tmp_path}/told; exit 4'\"\n", "utf-8")
    config.chmod(0o600)
    ran = run("--config", str(config), "log", "3", "--flags", "none")
    assert ran.code == 0
    assert ran.out.startswith("Saved: leg 3")
    assert "sciatica-tui: Your hook on_save: “sh” failed with exit code 4. What you saved is safe.\n" in ran.err
    assert '"hook":"on_save"' in (tmp_path / "told").read_text("utf-8")
    (tmp_path / "told").unlink()
    run("--config", str(config), "status")
    assert not (tmp_path / "told").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_lines_of_a_help_page_are_whole_in_80_columns(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("help", name).out.splitlines()
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line.endswith("-") and line[-2:-1].isalpha()]
