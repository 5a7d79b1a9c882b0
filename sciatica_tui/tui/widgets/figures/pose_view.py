"""A pose to look at: still, or moving to and fro as slowly as it is to be done."""

from __future__ import annotations

import math
from typing import ClassVar

from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from ....domain.records import Side
from ....domain.routines.pose import Pose
from ....domain.routines.poses import POSES
from ....domain.routines.weekly_poses import TEST_POSES
from .canvas import Cell
from .colours import FIGURE_CLASSES, FIGURE_CSS, Palette
from .figure_drawing import draw_pose

TICK_SECONDS = 0.5
STEPS = 8
"""Pictures from one end of a movement to the other."""

MOST_PICTURES = 64
"""Pictures that are remembered: those of a movement, also on the ground of a flash."""

BESIDE = 27
"""Columns from which on each end of a movement has room for a picture of its own."""

SMALLEST = (20, 6)
"""Columns and rows below which a figure can't be made out."""


class PoseView(Widget):
    """Draw the pose of an exercise, as large as its room, mirrored where the other side works.

    `exercise` is its name; one without a pose leaves the room empty. `side` is the side that works, `None` for that
    which the pose shows. `repetition_seconds` is how long one repetition takes; at 0 it is still. `repetition_share`
    (0–1) is where in its repetition the movement is, 0.5 its other end. `both_ends` shows these side by side where
    nothing moves and there is room, and so does a movement where motion is off.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(FIGURE_CLASSES)
    DEFAULT_CSS = f"""
    PoseView {{ width: 1fr; height: 1fr;
{FIGURE_CSS}
    }}
    """
    ALLOW_SELECT = False

    exercise: reactive[str] = reactive("")
    side: reactive[Side | None] = reactive(None)
    repetition_seconds: reactive[float] = reactive(0.0)
    repetition_share: reactive[float] = reactive(0.0, repaint=False)
    both_ends: reactive[bool] = reactive(False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._pictures: dict[tuple[object, ...], list[Strip]] = {}
        self._palette: Palette | None = None
        self._movement: Timer | None = None

    @property
    def pose(self) -> Pose | None:
        """What is drawn."""
        return POSES.get(self.exercise) or TEST_POSES.get(self.exercise)

    @property
    def moves(self) -> bool:
        """Whether it goes to and fro now."""
        in_motion = self.pose is not None and self.pose.end is not None and self.repetition_seconds > 0
        return in_motion and self.app.animation_level != "none"

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = None

    def watch_exercise(self) -> None:
        self._start_or_stop()

    def watch_repetition_seconds(self) -> None:
        self._start_or_stop()

    def watch_repetition_share(self, before: float, now: float) -> None:
        """Draw again where it is another picture."""
        if _step(before) != _step(now):
            self.refresh()

    def on_mount(self) -> None:
        self._start_or_stop()

    def on_resize(self) -> None:
        self._pictures.clear()

    def _start_or_stop(self) -> None:
        if self._movement is not None:
            self._movement.stop()
            self._movement = None
        if self.is_mounted and self.moves:
            self._movement = self.set_interval(TICK_SECONDS, self._move, name="pose")

    def _move(self) -> None:
        if self.screen.is_current:
            self.repetition_share = (self.repetition_share + TICK_SECONDS / self.repetition_seconds) % 1

    def render_line(self, y: int) -> Strip:
        """A line of the picture."""
        width, height = self.size
        is_pair = not self.moves and (self.both_ends or self.repetition_seconds > 0) and width >= 2 * BESIDE
        step = None if is_pair else _step(self.repetition_share)
        self._palette = self._palette or Palette(self)
        key = (self.exercise, self.side, step, width, height, self._palette.signature)
        if key not in self._pictures:
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures.clear()
            self._pictures[key] = self._palette.strips(
                picture(self.pose, self.side, width, height, self._palette, step)
            )
        lines = self._pictures[key]
        return lines[y] if y < len(lines) else Strip.blank(width, self.rich_style)


def picture(
    pose: Pose | None, side: Side | None, width: int, height: int, palette: Palette, step: int | None
) -> list[list[Cell]]:
    """Return the cells of a pose at one `step` of its movement, or for `None` at both ends; none without room."""
    if pose is None or width < SMALLEST[0] or height < SMALLEST[1]:
        return []
    mirrored = side in (Side.LEFT, Side.RIGHT) and side is not pose.near
    if pose.end is None or step is not None:
        share = 0.0 if pose.end is None or step is None else step / STEPS
        return draw_pose(pose, width, height, palette.inks, share, mirrored)
    below = bool(pose.ends)
    before, after = (draw_pose(pose, width // 2, height - below, palette.inks, share, mirrored) for share in (0.0, 1.0))
    space: Cell = (" ", palette.inks.ground, palette.inks.ground)
    rows = [left + [space] * (width % 2) + right for left, right in zip(before, after, strict=True)]
    words = "".join(end.center(width // 2) for end in pose.ends).ljust(width)
    return [*rows, [(letter, palette.inks.body, palette.inks.ground) for letter in words]] if below else rows


def _step(share: float) -> int:
    """The picture for a part of a repetition: out and back, slowly at both ends."""
    return round(STEPS * (0.5 - 0.5 * math.cos(2 * math.pi * share)))
