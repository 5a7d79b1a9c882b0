"""Text that steers nothing: what a terminal, a page or a program would obey, or not show, stands as a visible mark.

Control characters become their pictures (`␛`, `␀`, `␡`); whatever else has no shape of its own, such as what turns the
direction of a line around, becomes `�`. A mark takes the place of one character, so places in the text stay the same.
"""

from __future__ import annotations

from unicodedata import category

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories without a shape: controls, formats, lone surrogates, separators of lines and paragraphs."""

JOINERS = "\u200c\u200d"
"""Formats that stay: Persian, Hindi and many emoji can't be written without them."""


class _Marks(dict[int, int | str]):
    """For `str.translate`: code point → what stands for it, worked out when it is first met."""

    def __missing__(self, code: int) -> int | str:
        letter = chr(code)
        mark: int | str = code
        if category(letter) in HIDDEN and letter not in JOINERS:
            mark = chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"
        self[code] = mark
        return mark


_LINE = _Marks()
_LINES = _Marks({ord("\n"): ord("\n"), ord("\t"): ord("\t")})


def visible(text: str) -> str:
    """Return the text with a mark for each hidden character.

    Line ends and tabs stay, the CR of a CRLF becomes a blank.
    """
    return text if text.isprintable() else text.replace("\r\n", " \n").translate(_LINES)


def visible_line(text: str) -> str:
    """Return the text as one line: with a mark for each hidden character, line ends and tabs too."""
    return text if text.isprintable() else text.translate(_LINE)
