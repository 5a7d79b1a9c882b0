"""The table of what a check-in asks."""

from __future__ import annotations

from typing import get_args, get_type_hints

from sciatica_tui.domain.measures.answers import STAMP
from sciatica_tui.domain.measures.catalogue import MEASURES, answer_paths
from sciatica_tui.domain.measures.questions import Depth
from sciatica_tui.domain.records import CheckIn, Part


def paths_of_the_record() -> set[str]:
    """The path of every answer a check-in can hold; those inside a part are its own."""
    paths = set()
    for name, hint in get_type_hints(CheckIn).items():
        parts = [part for part in get_args(hint) if isinstance(part, type) and issubclass(part, Part)]
        paths |= {f"{name}.{inner}" for part in parts for inner in part.__struct_fields__} or {name}
    return paths - {*STAMP, "red_flags"}


def test_every_answer_of_a_check_in_is_asked_for() -> None:
    asked = {path for measure in MEASURES for path in answer_paths(measure)}
    first_tries = {"heel_rises.left_first", "heel_rises.right_first"}  # what stood there before a second try
    assert asked == paths_of_the_record() - first_tries | {"medication"}


def test_quick_asks_three_things_and_no_more() -> None:
    assert [m.path for m in MEASURES if m.depth is Depth.QUICK] == ["leg_pain", "back_pain", "zone"]


def test_each_option_of_the_command_line_belongs_to_one_kind_of_answer() -> None:
    shared = {m.option for m in MEASURES if m.path.partition(".")[0] in ("bother", "tasks")}
    assert shared == {"--bother", "--task"}
    others = [m.option for m in MEASURES if m.option not in shared]
    assert len(others) == len(set(others))
    assert {"--symptom", "--tag", "--ability", "--leg-raise", "--leg-raise-method", "--walk-minutes"} <= set(others)
