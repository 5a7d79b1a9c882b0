"""The modes: the screens that the strip at the top names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mode:
    """One of the app's screens in the strip at the top; its number is its key, and F with the number from a field.

    `about` says what it is for, after its words and a colon.
    """

    name: str
    number: int
    words: str
    about: str


MODES: tuple[Mode, ...] = (
    Mode("today", 1, "Today", "how you are doing, and what to do today"),
    Mode("checkin", 2, "Check-in", "log how you are, or a day you missed"),
    Mode("trends", 3, "Trends", "charts of all that you log"),
    Mode("routines", 4, "Routines", "stretches, heat and ice, a walk"),
    Mode("phase", 5, "Phase", "how far you are, and what comes next"),
    Mode("history", 6, "History", "read, correct or delete entries"),
    Mode("guide", 7, "Guide", "what is known about sciatica"),
)
