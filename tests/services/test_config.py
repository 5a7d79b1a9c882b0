"""Settings: what the person wrote stands, what can't be taken is named with its line, and the default stands."""

import os
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_tui.services.config import SECTIONS, Config, Times, about, load_config


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_stand(file: Path) -> None:
    assert load_config(file) == Config()
    assert Config().times.boundary == time(3, 0)


def test_the_default_names_no_numbers() -> None:
    assert (Config().help.emergency, Config().help.same_day, Config().help.clinician) == ("", "", "")


def test_what_is_written_stands(file: Path) -> None:
    file.write_text('[times]\nday_ends = "04:30"\n[help]\nemergency = "112"\n', "utf-8")
    config = load_config(file)
    assert config.times.boundary == time(4, 30)
    assert config.help.emergency == "112"
    assert config.problems == ()


def test_reminders_wait_for_their_time_of_a_day_that_ends_after_midnight() -> None:
    evening = Times(remind_from="19:00")
    spoken = [hour for hour in range(24) if evening.reminding(time(hour, 30))]
    assert spoken == [0, 1, 2, 19, 20, 21, 22, 23]
    assert all(Times().reminding(time(hour)) for hour in range(24))


def test_keys_are_read_with_and_without_quotation_marks(file: Path) -> None:
    file.write_text('[keys]\n"undo" = "x"\nsession.pause = "p"\n', "utf-8")
    assert load_config(file).keys == {"undo": "x", "session.pause": "p"}
    sentence, config = problem(file, '[keys]\n\n"session.pause" = 3\n')
    assert "line 3: 3 can't be used as the key of “session.pause”" in sentence
    assert config.keys == {}


def test_every_setting_says_what_it_is() -> None:
    for section, kind in SECTIONS.items():
        for key in kind.__struct_fields__:
            assert about(section, key).title
            assert about(section, key).description


def test_a_mark_that_some_editors_put_first_does_no_harm(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf[help]\nemergency = "112"\n')
    assert load_config(file).help.emergency == "112"


def test_an_emergency_number_in_words_that_stands_in_the_file_is_shown_as_it_is(file: Path) -> None:
    file.write_text('[help]\nemergency = "call my neighbour"\n', "utf-8")
    config = load_config(file)
    assert (config.help.emergency, config.problems) == ("call my neighbour", ())


def problem(file: Path, text: str) -> tuple[str, Config]:
    file.write_text(text, "utf-8")
    config = load_config(file)
    [sentence] = config.problems
    assert sentence.startswith(f"Settings {file}")
    return sentence, config


@pytest.mark.parametrize("value", ['"25:00"', '"3:00"', '"06:01"', '"noon"', '"03:00\\n"', "3", "true", "03:00:00"])
def test_a_bad_value_is_named_with_its_line_and_the_default_stands(file: Path, value: str) -> None:
    sentence, config = problem(file, f'[help]\nemergency = "112"\n\n[times]\nday_ends = {value}\n')
    assert "line 5" in sentence
    assert "times.day_ends" in sentence
    assert config.times == Times()
    assert config.help.emergency == "112"


def test_an_unknown_setting_and_an_unknown_section_are_named_with_their_lines(file: Path) -> None:
    assert (
        "line 2: there is no setting “times.day_end”; did you mean day_ends?"
        in problem(file, '[times]\nday_end = "03:00"\n')[0]
    )
    assert (
        "line 1: there is no section “tmies”; did you mean times?" in problem(file, '[tmies]\nday_ends = "03:00"\n')[0]
    )
    assert "line 1: there is no setting “thme”; did you mean theme?" in problem(file, 'thme = "nord"\n')[0]
    assert problem(file, "looks = 3\n")[0].endswith(
        "line 1: “looks” is a section: write [looks] in a line of its own, its settings below."
    )


@pytest.mark.parametrize(
    ("text", "section", "key"),
    [
        (f"{before}{key} = {value}\n", section, key)
        for section, kind in SECTIONS.items()
        for key in kind.__struct_fields__
        for before, value in (("", '"x"'), ("[help]\n" if section != "help" else "[times]\n", "true"))
    ]
    + [('undo = "z"\n', "keys", "undo"), ('[looks]\nundo = "z"\n', "keys", "undo")],
)
def test_a_setting_in_the_wrong_place_is_told_its_own(file: Path, text: str, section: str, key: str) -> None:
    line = text.count("\n")
    assert problem(file, text)[0].endswith(f"line {line}: “{key}” belongs below the line [{section}].")


def test_a_file_that_is_not_toml_changes_nothing(file: Path) -> None:
    sentence, config = problem(file, "[times\nday_ends")
    assert "line 1" in sentence
    assert config.times == Times()


def test_a_file_that_is_no_text_or_no_file_is_said_to_be_so(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    assert "it is not UTF-8 text" in load_config(file).problems[0]
    file.unlink()
    file.mkdir()
    assert "can't be read" in load_config(file).problems[0]


@given(st.text(max_size=60))
def test_nothing_written_there_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    file.write_text(f"[times]\n{text}", "utf-8", errors="replace")
    assert load_config(file).times.boundary <= time(6, 0)


@given(st.from_regex(r"0[0-6]:[0-9]{2}\n?", fullmatch=True))
def test_every_day_end_that_is_taken_is_a_time_of_day(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    escaped = text.replace("\n", "\\n")
    file.write_text(f'[times]\nday_ends = "{escaped}"\n', "utf-8")
    assert time(0, 0) <= load_config(file).times.boundary <= time(6, 0)


@pytest.mark.skipif(os.name != "posix", reason="permissions as Unix has them")
@pytest.mark.parametrize("of", ["file", "folder"])
def test_a_command_that_anyone_could_have_written_is_not_run(tmp_path: Path, of: str) -> None:
    file = tmp_path / "config" / "config.toml"
    file.parent.mkdir(mode=0o700)
    file.write_text('[cues]\ncommand = "chime"\nvoice = true\n')
    assert load_config(file).cues.command == "chime"
    place = file if of == "file" else file.parent
    place.chmod(0o777)
    config = load_config(file)
    assert (config.cues.command, config.cues.voice) == ("", True)
    assert config.problems == (
        f"Settings {file}: anyone on this computer can change {place}, so your own command for cues is not run; "
        f"chmod o-w {place} fixes that.",
    )
    place.chmod(0o700)
    assert load_config(file).problems == ()
