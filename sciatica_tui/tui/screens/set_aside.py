"""The question about setting an exercise aside."""

from __future__ import annotations

from ...domain.routines.catalogue import title_of
from .dialogs import Answer, Ask


def set_aside_question(exercise: str, *, is_set_aside: bool) -> Ask:
    """Return the question whether to set an exercise aside, or to take it up again."""
    if is_set_aside:
        words = "It made your leg worse, or you set it aside. Start it again once you have asked someone."
        return Ask(
            f"{title_of(exercise)} is set aside",
            words,
            (Answer("y", "I have asked someone: bring it back", "yes"), Answer("n", "Not yet", "no")),
        )
    return Ask(
        f"Set aside: {title_of(exercise)}?",
        "It stays out of every routine until you say you have asked someone.",
        (Answer("y", "Yes, set it aside", "yes"), Answer("n", "No", "no")),
    )
