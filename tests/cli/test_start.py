"""`sciatica-tui start`: which routine, and one sentence where there is none."""

import pytest

from sciatica_tui.domain.records import Routine, RoutineStep
from sciatica_tui.domain.routines.catalogue import ROUTINES
from sciatica_tui.storage.journal import Journal

from ..support import TODAY, stamp
from .conftest import CommandLine


def test_list_names_every_routine_with_its_minutes(run: CommandLine) -> None:
    lines = run("start", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == [routine.name for routine in ROUTINES]
    assert lines[0].split() == ["daily", "Daily", "stretches", "12", "min"]


def test_list_names_ones_own_by_the_name_that_starts_it(run: CommandLine) -> None:
    steps = (RoutineStep(name="Lean back", hold_seconds=60),)
    Journal.open(run.folder, run.clock.now).save("mine", Routine(**stamp(), day=TODAY, name="By hand", steps=steps))
    assert run("start", "--list").out.splitlines()[-1].split() == ["By", "hand", "your", "own", "1", "min"]
    assert "needs a terminal" in run("start", "by", "hand").err


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ((), "Which routine?"),
        (("hamstrng",), "There is no routine “hamstrng”; did you mean hamstring?"),
        (("zumba",), "There is no routine “zumba”; see them all with “start --list”."),
        (("--list", "ice"), "one word too many beside --list"),
        (("h",), "did you mean"),
    ],
)
def test_what_is_no_routine_gets_one_sentence(run: CommandLine, argv: tuple[str, ...], sentence: str) -> None:
    ran = run("start", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1 or "new folder" in ran.err


def test_a_beginning_of_a_name_is_enough_but_a_terminal_is_needed(run: CommandLine) -> None:
    ran = run("start", "ham")
    assert ran.code == 2
    assert "The app needs a terminal" in ran.err
