"""Poses on a canvas: all of each fits every size, the worked side stands out, the other side is its mirror image."""

from __future__ import annotations

import pytest

from sciatica_tui.domain.routines.pose import Look
from sciatica_tui.domain.routines.poses import POSES
from sciatica_tui.tui.widgets.figures.canvas import Cell, Ink
from sciatica_tui.tui.widgets.figures.figure_drawing import Inks, draw_pose

WORKED: Ink = (240, 200, 90)
INKS = Inks(
    ground=(20, 24, 29),
    body=(150, 155, 160),
    far=(95, 100, 105),
    worked=WORKED,
    helper=(60, 65, 70),
    looks={look: (40 + 9 * n, 60, 120) for n, look in enumerate(Look)},
    smooth=False,
)


def inks_of(cells: list[list[Cell]]) -> set[Ink]:
    return {
        ink
        for row in cells
        for character, front, back in row
        for ink in ((front, back) if character != " " else (back,))
    }


def edges(cells: list[list[Cell]]) -> list[Cell]:
    return [*cells[0], *cells[-1], *(row[0] for row in cells), *(row[-1] for row in cells)]


@pytest.mark.parametrize("size", [(30, 8), (58, 15), (100, 36)])
@pytest.mark.parametrize("name", POSES)
def test_a_pose_fills_its_room_and_nothing_of_it_is_cut_off(name: str, size: tuple[int, int]) -> None:
    pose = POSES[name]
    for share in (0.0, 1.0) if pose.end is not None else (0.0,):
        cells = draw_pose(pose, *size, INKS, share)
        assert [len(row) for row in cells] == [size[0]] * size[1]
        assert {INKS.body, INKS.ground} <= inks_of(cells)
        assert pose.worked == frozenset() or WORKED in inks_of(cells)
        drawn_rows = [n for n, row in enumerate(cells) if inks_of([row]) != {INKS.ground}]
        drawn_columns = [n for n in range(size[0]) if inks_of([[row[n]] for row in cells]) != {INKS.ground}]
        high, wide = drawn_rows[-1] - drawn_rows[0] + 1, drawn_columns[-1] - drawn_columns[0] + 1
        assert pose.end is not None or high >= 0.8 * size[1] or wide >= 0.8 * size[0], "smaller than it could be"


@pytest.mark.parametrize("name", POSES)
def test_the_other_side_is_the_mirror_image(name: str) -> None:
    def shares(mirrored: bool) -> list[int]:
        cells = draw_pose(POSES[name], 60, 16, INKS, 0.0, mirrored)
        return [sum(cell[1:] != (INKS.ground,) * 2 for cell in column) for column in zip(*cells, strict=True)]

    left, right = shares(False), shares(True)[::-1]
    assert sum(abs(a - b) for a, b in zip(left, right, strict=True)) <= 0.1 * sum(left)


def test_a_movement_looks_different_at_each_end_and_in_between() -> None:
    for name, pose in POSES.items():
        if pose.end is not None:
            pictures = [draw_pose(pose, 58, 15, INKS, share) for share in (0.0, 0.5, 1.0)]
            assert pictures[0] != pictures[2], name


@pytest.mark.parametrize("name", ["bridge", "pelvic-tilt"])
def test_no_spot_of_the_trunk_shows_below_the_arm_that_lies_along_it(name: str) -> None:
    for size in ((58, 15), (75, 24), (100, 36), (140, 45)):
        for share in (0.0, 0.5, 1.0):
            for column in zip(*draw_pose(POSES[name], *size, INKS, share), strict=True):
                worked = [n for n, cell in enumerate(column) if WORKED in inks_of([[cell]])]
                body = [n for n, cell in enumerate(column) if INKS.body in inks_of([[cell]])]
                assert not worked or max(worked) <= max(body, default=-1), (size, share)


def test_the_pack_is_warm_first_and_then_cold() -> None:
    warm, cold = (inks_of(draw_pose(POSES["alternating"], 58, 15, INKS, share)) for share in (0.0, 1.0))
    assert INKS.looks[Look.WARM] in warm - cold
    assert INKS.looks[Look.COLD] in cold - warm
