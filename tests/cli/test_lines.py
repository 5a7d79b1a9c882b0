"""What commands print stays whole: words on any terminal, and everything in a pipe."""

from __future__ import annotations

import os

import pytest

from sciatica_tui.cli import output
from sciatica_tui.cli.output import columns_of, note, say, say_command
from sciatica_tui.cli.table import shortened

SENTENCE = "Leg pain 7.0 → 2.7 over 62 days; a change of 2.1 or more matters."


def test_in_a_pipe_nothing_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    say(SENTENCE * 4)
    say_command("To undo:", "sciatica-tui undo --data " + "x" * 90)
    note(SENTENCE * 4)
    printed = capsys.readouterr()
    assert printed.out == f"{SENTENCE * 4}\nTo undo: sciatica-tui undo --data {'x' * 90}\n"
    assert printed.err == f"{SENTENCE * 4}\n"
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        assert columns_of(pipe) is None


def test_a_command_to_copy_is_never_broken(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "columns_of", lambda stream: 30)
    say_command("To undo:", "sciatica-tui undo")
    say_command("To undo:", "sciatica-tui undo --data 'my folder'")
    assert capsys.readouterr().out == ("To undo: sciatica-tui undo\nTo undo:\n  sciatica-tui undo --data 'my folder'\n")


@pytest.mark.parametrize(
    ("room", "words"),
    [(30, "Daily stretches, 9 min"), (18, "Daily stretches, …"), (9, "Daily …"), (14, "Daily stretch…")],
)
def test_a_cell_is_cut_between_words(room: int, words: str) -> None:
    assert shortened("Daily stretches, 9 min", room) == words
