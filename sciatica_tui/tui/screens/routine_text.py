"""What the routines' screen says: all about one of them, and the question about setting an exercise aside."""

from __future__ import annotations

from textual.content import Content

from ...domain.routines import safety
from ...domain.routines.catalogue import BY_NAME, Guided, title_of
from .dialogs import Answer, Ask
from .routine_editor import step_words


def set_aside_question(exercise: str, *, is_set_aside: bool) -> Ask:
    """Return the question whether to set an exercise aside, or to take it up again."""
    if is_set_aside:
        words = "It made the leg worse, or you set it aside. Take it up again once you have asked someone."
        return Ask(
            f"{title_of(exercise)} is set aside",
            words,
            (Answer("y", "I have asked someone: take it up again", "yes"), Answer("n", "Not yet", "no")),
        )
    return Ask(
        f"Set aside: {title_of(exercise)}?",
        "It stays out of every routine until you say that you have asked someone.",
        (Answer("y", "Yes, set it aside", "yes"), Answer("n", "No", "no")),
    )


def how_to(routine: Guided, permission: safety.Permission, asides: list[str], width: int) -> Content:
    """Return all about a routine: whether it may be done, the times, how, what it feels like, when to stop, its source.

    A drawing wider than `width` is left out: wrapped, it would show nothing.
    """
    parts: list[Content] = []
    if not permission.allowed:
        parts += [Content.styled(permission.reason, "bold"), Content("")]
    elif permission.notice:
        parts += [Content(permission.notice), Content("")]
    if asides:
        parts += [*(Content.styled(line, "bold") for line in asides), Content("")]
    for step in routine.steps:
        parts.append(Content(step_words(step)))
        if step.note:
            parts.append(Content(f"  {step.note}"))
    if routine.adjusted:
        default = ", ".join(dict.fromkeys(step_words(s).partition(": ")[2] for s in BY_NAME[routine.name].steps))
        parts.append(Content.styled(f"* changed by you; usually {default}", "$foreground 65%"))
    words = routine.words
    if words is None:
        return Content("\n").join(parts)
    if words.drawing and max(map(len, words.drawing.splitlines())) <= width:
        parts += [Content(""), Content.styled(words.drawing, "$primary")]
    parts += [Content(""), *(Content(f"{number}. {step}") for number, step in enumerate(words.how, 1))]
    for heading, text in (
        ("It feels like", words.feel),
        ("Stop when", words.stop),
        ("In bed or on a chair", words.instead),
        ("Source", words.source),
    ):
        if text:
            parts += [Content(""), Content.styled(heading, "bold"), Content(text)]
    return Content("\n").join(parts)
