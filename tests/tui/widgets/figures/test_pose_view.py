"""The figure on the screen: still or in motion, in the theme's colours or the terminal's own, and cheap."""

from __future__ import annotations

from typing import Any

import pytest
from rich.color import ColorType

from sciatica_tui.domain.records import Side
from sciatica_tui.tui.widgets.figures import pose_view
from sciatica_tui.tui.widgets.figures.canvas import Cell
from sciatica_tui.tui.widgets.figures.pose_view import STEPS, PoseView

YELLOW = 3


def posed(exercise: str, width: int = 60, height: int = 14) -> PoseView:
    view = PoseView()
    view.exercise = exercise
    view.styles.width, view.styles.height = width, height
    return view


async def test_one_end_of_a_hold_and_both_ends_of_a_movement_at_rest(host: Any) -> None:
    held, moved = posed("hamstring"), posed("bridge")
    app = host(held, moved)
    async with app.run_test(size=(80, 40)):
        assert any(line.strip() for line in app.shown(held))
        assert held.moves is moved.moves is False


async def test_a_movement_goes_to_and_fro_once_a_repetition(host: Any) -> None:
    view = posed("bridge")
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        app.animation_level = "full"
        view.repetition_seconds = 4.0
        await pilot.pause()
        pictures = []
        for _ in range(8):
            pictures.append(tuple(app.shown(view)))
            view._move()
        assert pictures[0] == tuple(app.shown(view)), "back at the start after eight half seconds"
        assert 3 <= len(set(pictures)) <= STEPS + 1


async def test_it_is_still_where_motion_is_off(host: Any) -> None:
    view = posed("bridge")
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        app.animation_level = "none"
        view.repetition_seconds = 4.0
        await pilot.pause()
        assert not view.moves
        assert view._movement is None


async def test_a_picture_is_drawn_once(host: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    draw = pose_view.picture

    def counted(*given: Any) -> list[list[Cell]]:
        drawn.append(given)
        return draw(*given)

    monkeypatch.setattr(pose_view, "picture", counted)
    view = posed("bridge", 40)
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        app.animation_level = "full"
        view.repetition_seconds = 4.0
        await pilot.pause()
        drawn.clear()
        for _ in range(64):
            view._move()
            app.shown(view)
        assert len(drawn) <= STEPS + 1


async def test_the_other_side_is_mirrored(host: Any) -> None:
    right, left = posed("hamstring"), posed("hamstring")
    right.side, left.side = Side.RIGHT, Side.LEFT
    app = host(right, left)
    async with app.run_test(size=(80, 40)):
        assert app.shown(right) != app.shown(left)


@pytest.mark.parametrize(
    ("exercise", "size"), [("no such exercise", (60, 14)), ("bridge", (19, 14)), ("bridge", (60, 5))]
)
async def test_without_a_pose_or_room_it_is_blank(host: Any, exercise: str, size: tuple[int, int]) -> None:
    view = posed(exercise, *size)
    app = host(view)
    async with app.run_test(size=(80, 40)):
        assert not any(line.strip() for line in app.shown(view))


async def test_the_terminals_own_colours_are_used_where_the_theme_has_them(host: Any) -> None:
    view = posed("hamstring")
    app = host(view)
    async with app.run_test(size=(80, 40)) as pilot:
        app.theme = "ansi-dark"
        await pilot.pause()
        styles = [segment.style for y in range(14) for segment in view.render_line(y) if segment.style]
        colours = {colour for style in styles for colour in (style.color, style.bgcolor) if colour}
        assert all(colour.type in (ColorType.DEFAULT, ColorType.STANDARD) for colour in colours)
        assert {colour.number for colour in colours} >= {None, YELLOW}
