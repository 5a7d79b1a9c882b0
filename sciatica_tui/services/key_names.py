"""What a person reads for a key. Tests: `tests/services/test_keymap.py`."""

from __future__ import annotations

KEY_WORDS = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "exclamation_mark": "!",
    "slash": "/",
    "enter": "⏎",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Bksp",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "colon": ":",
    "semicolon": ";",
    "question_mark": "?",
    "backslash": "\\",
    "underscore": "_",
    "at": "@",
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "asterisk": "*",
    "apostrophe": "'",
    "quotation_mark": '"',
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "less_than_sign": "<",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "circumflex_accent": "^",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "vertical_line": "|",
    "right_curly_bracket": "}",
    "tilde": "~",
}
MODIFIER_WORDS = {"ctrl": "^"}


def key_word(key: str) -> str:
    """Write a key as a person reads it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    word = KEY_WORDS.get(last, last)
    if last.startswith("f") and last[1:].isdigit():
        word = last.upper()
    return "".join(MODIFIER_WORDS.get(modifier, f"{modifier}+") for modifier in modifiers) + word
