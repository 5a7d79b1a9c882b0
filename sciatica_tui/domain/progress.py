"""How a long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and how far it goes; whatever it raises stops the work."""


def no_progress(task: str, position: int, total: int) -> None:
    """Tell nobody."""
