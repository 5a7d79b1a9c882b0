"""Reading options with argparse, but with errors of one plain sentence and a suggestion for a near miss."""

from __future__ import annotations

import argparse
import re
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NoReturn

from ..domain.errors import BadInput
from ..domain.text.grammar import joined
from ..domain.text.lines import wrapped
from ..domain.text.suggestions import near_miss
from .commands import COMMANDS, OTHER_NAMES

# Its own words stay English as ours are; looking for a translation would load the locales, for each command.
argparse._ = str  # type: ignore[attr-defined]  # not documented

_WORDS = r"-([1-9][0-9]*)?"
"""What looks like an option and is a word: `-` for standard input or output, `-1` for the latest entry."""


class Parser(ArgumentParser):
    """Reads the options of one command and those of every command; arguments without an option are `words`."""

    def __init__(
        self,
        name: str = "",
        usage: str = "",
        intro: str = "",
        outro: str | Callable[[], str] = "",
        takes_words: bool = False,
    ) -> None:
        self._outro = outro
        self.takes_words = takes_words
        self.places = tuple(
            place for place in usage.split() if place not in ("|", "[options]") and not place.startswith(("-", "[-"))
        )
        """What its words are, in their order: `[ZONE]`, `NUMBER|FILE`."""
        self.offers: dict[str, Mapping[str, str]] = {}
        """Option → the words it takes with what each means, where they can be told."""
        super().__init__(
            prog=f"sciatica-tui {name}".strip(),
            usage=f"sciatica-tui {name} {usage}".rstrip(),
            description=intro,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_formatter,
        )

    def add_common(self) -> None:
        """Add the options of every command; last, so that a help page ends with them."""
        common = self.add_argument_group("options for every command")
        common.add_argument("--data", metavar="FOLDER", help="keep journal, backups and log file in this folder")
        common.add_argument("--config", metavar="FILE", help="read settings from this file; created if missing")
        common.add_argument("--demo", action="store_true", help="use a made-up history; nothing is kept")
        common.add_argument("-h", "--help", action="store_true", help="print this help")
        common.add_argument("-V", "--version", action="store_true", help=SUPPRESS)

    @property
    def outro(self) -> str:
        """What the help page says below the options, made when it is asked for: all else does without."""
        return self._outro if isinstance(self._outro, str) else self._outro()

    def format_help(self) -> str:
        """Return the help page."""
        self.epilog = self.outro
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise BadInput with one sentence, instead of printing a usage text."""
        lacking = re.match(r"argument ([\w/-]+): expected (?:one|at least one) argument", message)
        if lacking:
            raise BadInput(f"{lacking[1]} needs a value after it; see {self.prog} --help.")
        too_much = re.match(r"argument ([\w/-]+): ignored explicit argument", message)
        if too_much:
            raise BadInput(f"{too_much[1]} takes no value; see {self.prog} --help.")
        other_word = re.match(r"argument ([\w/-]+): invalid choice: (.*) \(choose from", message)
        if other_word:
            choices = joined([*map(str, self._option_string_actions[other_word[1]].choices or ())], "or")
            words = other_word[2].strip("'\"")
            raise BadInput(f"{other_word[1]} takes {choices}, not “{words}”.")
        raise BadInput(f"{message}; see {self.prog} --help.")

    @property
    def options(self) -> list[str]:
        """List all long options."""
        return [name for name in self._option_string_actions if name.startswith("--")]


class _Formatter(RawDescriptionHelpFormatter):
    """Breaks what an option means between words alone, and no number from its unit."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(" ".join(text.split()), width, break_on_hyphens=False)


def _formatter(prog: str) -> _Formatter:
    from shutil import get_terminal_size

    return _Formatter(prog, max_help_position=28, width=min(get_terminal_size().columns - 1, 100))


def parse(parser: Parser, argv: list[str]) -> Namespace:
    """Read the options, and in `words` the other arguments in order. Raises BadInput for an unknown option."""
    options, remainder = parser.parse_known_args([_shield(*pair) for pair in pairwise(["", *argv])])
    words = [arg for arg in remainder if arg != "--"]
    for arg in words:
        if arg.startswith("-") and not any(c.isspace() for c in arg) and not re.fullmatch(_WORDS, arg):
            name = arg.partition("=")[0]
            letters = name.lstrip("-")
            hint = near_miss(letters, [option.lstrip("-") for option in parser.options]) if len(letters) > 2 else ""
            hint = hint.replace("did you mean ", "did you mean --")
            command = OTHER_NAMES.get(letters, letters)
            if command in COMMANDS:
                hint = f"did you mean: sciatica-tui {command}?"
            raise BadInput(f"There is no option {name}{f'; {hint}' if hint else f' here; see {parser.prog} --help.'}")
    options.words = words
    if words and not parser.takes_words:
        raise BadInput(f"“{words[0]}” is one word too many; see {parser.prog} --help.")
    return options


def one_id(words: list[str], name: str) -> str:
    """Return the one id that a command takes. Raises BadInput where there is none, or more."""
    if len(words) != 1 or not words[0].strip():
        raise BadInput(f"{name} takes one entry: its id as list shows it, or last (see sciatica-tui {name} --help).")
    return words[0]


def _shield(previous: str, arg: str) -> str:
    """Keep `-/3` and `--at -2d` from looking like options, by another dash, which is read in the same way."""
    return "–" + arg[1:] if arg.startswith("-/") or (previous == "--at" and re.match(r"-\d", arg)) else arg
