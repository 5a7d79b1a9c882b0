"""The man page, made from the parsers of the commands when the wheel is built; see `hatch_build.py`."""

from __future__ import annotations

import re
from argparse import SUPPRESS, Action

from .. import __version__
from .commands import COMMANDS, HELP, command_parser

FILES = (
    ("~/.local/share/sciatica-tui/", "Your journal and its backups (XDG_DATA_HOME); “sciatica-tui where” shows where."),
    ("~/.config/sciatica-tui/config.toml", "The settings and hooks (XDG_CONFIG_HOME)."),
    ("~/.local/state/sciatica-tui/log/", "The log file (XDG_STATE_HOME)."),
    (
        "~/.cache/sciatica-tui/",
        "The line of “status --short”, kept ready (XDG_CACHE_HOME); you may delete it.",
    ),
)


def manual() -> str:
    """Return the page in roff."""
    intro, _, after_intro = HELP.partition("\n\n")
    examples, _, _ = after_intro.partition("\n\n")
    _, _, codes = HELP.partition("Exit codes: ")
    parts = [
        f'.TH SCIATICA-TUI 1 "" "sciatica-tui {__version__}" "User Commands"',
        ".SH NAME",
        r"sciatica-tui \- track recovery from sciatica in the terminal, offline",
        ".SH SYNOPSIS",
        ".B sciatica-tui\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]",
        ".SH DESCRIPTION",
        _text(intro),
        "Without a command, the app opens.",
        _verbatim(examples),
        ".SH OPTIONS",
        *(_option(action) for action in command_parser()._actions if action.help != SUPPRESS),
        ".TP\n.BR \\-V ,\\  \\-\\-version\nprint the version",
        ".TP\n.BI \\-\\-completion\\  SHELL\nprint the completion script for bash, zsh or fish",
        ".SH COMMANDS",
        *(_command(name, words) for name, words in COMMANDS.items()),
        ".SH FILES",
        *(f".TP\n.I {_text(path)}\n{_text(words)}" for path, words in FILES),
        ".SH ENVIRONMENT",
        ".TP\n.B NO_COLOR\nif set, no colours are used",
        ".TP\n.BR VISUAL ,\\  EDITOR\nthe editor that “edit” uses",
        ".SH EXIT STATUS",
        _text(codes.strip()),
    ]
    return "\n".join(parts) + "\n"


def _command(name: str, words: str) -> str:
    """A command with its own options; those of every command stand above."""
    parser = command_parser(name)
    common = {option for action in command_parser()._actions for option in action.option_strings}
    usage = " ".join((parser.usage or "").split()[1:])
    lines = [f".SS {_text(usage)}", _text(f"{words[0].upper()}{words[1:]}."), _verbatim(parser.description or "")]
    lines += [_option(action) for action in parser._actions if not common & {*action.option_strings}]
    return "\n".join([*lines, _verbatim(parser.outro)]).rstrip()


def _option(action: Action) -> str:
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in action.option_strings)
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
    words = (action.help or "").replace("%%", "%")
    value_text = f" \\fI{_text(str(value))}\\fR" if value else ""
    return f".TP\n{names}{value_text}\n{_text(words)}"


def _verbatim(text: str) -> str:
    """Text with its line ends, as the help page has it."""
    return f".PP\n.nf\n{_text(text.strip(chr(10)))}\n.fi" if text.strip() else ""


def _text(text: str) -> str:
    """Text that roff takes for nothing else."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped, flags=re.MULTILINE)
