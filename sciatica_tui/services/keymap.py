"""Commands moved to other keys: which moves can be made, and the names of keys."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..domain.text.suggestions import near_miss
from .commands import BY_ID, COMMANDS, Command, Scope, keys_of
from .key_names import key_word

MODIFIERS = ("ctrl", "alt", "shift", "super")
NAMED_KEYS = {
    *("enter", "escape", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
}
QUESTION_KEYS = {*"0123456789hlt", "minus", "left", "right", "backspace", "delete", "tab", "shift+tab"}
"""Keys that answer questions, where a command on one of them would not be reached."""

LIST_KEYS = {*"jkgG"}
"""Keys that move in lists and dialogs, on every screen."""
YES_OR_NO = {*"yn"}
"""Keys that answer the questions on Today."""

SAME_TO_A_TERMINAL = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}

SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names of Unicode that Textual shortens."""


def move(requests: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return the moves that can be made (id → keys, separated by commas), and a sentence for each that can't.

    A move is refused where the command or the key does not exist, where questions need the key, and where another
    command that can be had at the same time has it. What is refused keeps its keys.
    """
    moves: dict[str, str] = {}
    problems: list[str] = []
    for name, keys in requests.items():
        if name not in BY_ID:
            hint = near_miss(name, BY_ID)
            problems.append(f"Settings, keys: there is no command “{name}”{f'; {hint}' if hint else '.'}")
            continue
        names = _names(split(keys))
        reason = _unfit(BY_ID[name], names)
        if reason:
            problems.append(_refused(name, reason))
        elif names != _usual(BY_ID[name]):
            moves[name] = ",".join(names)
    while clash := next(_clashes(moves), None):
        name, reason = clash
        del moves[name]
        problems.append(_refused(name, reason))
    return MappingProxyType(moves), tuple(problems)


def _refused(name: str, reason: str) -> str:
    return f"Settings, keys: {reason}; {where(BY_ID[name])} keeps its key."


def split(keys: str) -> list[str]:
    """Split a list of keys at its commas; a comma alone is the key."""
    return [","] if keys.strip() == "," else [key.strip() for key in keys.split(",") if key.strip()]


def canonical(key: str) -> str:
    """Return Textual's name of a key: `[` → `left_square_bracket`, `Ctrl+P` → `ctrl+p`."""
    *modifiers, last = key.split("+") if len(key) > 1 and not key.endswith("+") else [key]
    if len(last) > 1:
        last = last.lower()
    elif not last.isalnum() and (name := unicodedata.name(last, "")):
        word = name.lower().replace("-", "_").replace(" ", "_")
        last = SHORT_NAMES.get(word, word)
    return "+".join([*(modifier.lower() for modifier in modifiers), last])


def _usual(command: Command) -> tuple[str, ...]:
    """The keys that a move replaces."""
    return _names((command.keys or command.always).split(","))


def _names(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(canonical, keys)))


PUNCTUATION = frozenset(map(canonical, string.punctuation))


def _unfit(command: Command, names: tuple[str, ...]) -> str:
    """Why a command can't be on these keys; empty where it can."""
    if not names:
        return f"“{command.id}” needs a key"
    for name in names:
        *modifiers, last = name.split("+")
        if not set(modifiers) <= set(MODIFIERS) or not (len(last) == 1 or last in NAMED_KEYS | PUNCTUATION):
            return f"there is no key “{name}”"
        if name in SAME_TO_A_TERMINAL:
            return f"a terminal can't tell “{key_word(name)}” from {key_word(SAME_TO_A_TERMINAL[name])}"
        if name in QUESTION_KEYS and name not in _usual(command):
            return f"“{key_word(name)}” is needed to answer questions"
        if name in LIST_KEYS and name not in _usual(command):
            return f"“{key_word(name)}” is needed to move in lists"
        if name in YES_OR_NO and command.scope in (Scope.TODAY, Scope.ANYWHERE) and name not in _usual(command):
            return f"“{key_word(name)}” is needed to answer yes or no on Today"
        if not command.keys and not modifiers and name not in NAMED_KEYS - {"space"}:
            return f"you could no longer type “{key_word(name)}” into a text"
    return ""


def _clashes(moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each moved command that shares a key with another one that can be had at the same time, and that reason."""
    keys = {command.id: _names(keys_of(command, moves)) for command in COMMANDS}
    for name in reversed(tuple(moves)):
        moved = BY_ID[name]
        for rival in COMMANDS:
            together = rival.scope is moved.scope or Scope.ANYWHERE in (rival.scope, moved.scope)
            shared = set(keys[name]) & set(keys[rival.id]) if rival is not moved and together else set()
            for key in shared:
                yield name, f"“{key_word(key)}” is already {where(rival)}"


def where(command: Command) -> str:
    """Return the words of a command and where it works: `Undo (everywhere)`."""
    return f"{command.words} ({command.scope.value.lower()})"
