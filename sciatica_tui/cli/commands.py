"""The commands: their names, the help page over all of them, and where in a line of arguments one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from argparse import Namespace

    from .context import Context
    from .parser import Parser

COMMANDS: dict[str, str] = {
    "log": "log how you are, in one line",
    "add": "log a medication, a scan, an event, a visit or a question",
    "list": "list your entries, newest first",
    "show": "show one entry in full",
    "edit": "correct an entry, by options or in your editor",
    "delete": "delete an entry and what was logged with it",
    "undo": "undo the last change",
    "status": "how you are, in one line; also for a prompt or status bar",
    "remind": "print a line, with exit code 3, if today is not logged yet",
    "summary": "how you are doing: the seven signs, the phase, and why",
    "start": "open the app in a routine: stretches, heat or ice, a walk",
    "where": "show where your data, settings, backups, log and cache are",
    "import": "import an export, or a spreadsheet of your own",
    "export": "export everything as JSON, check-ins as CSV, visits as ICS",
    "report": "write the page for your clinician, as PDF or Markdown",
    "merge": "merge a copy of your journal from another device",
    "backup": "make a backup now",
    "restore": "go back to a backup",
    "check": "check that your journal is in order",
    "help": "show this, or the help of one command",
}
"""Name → what it does. Each is a module of this package with a `parser` and a `run`; `import` is in `import_`."""

OTHER_NAMES = {
    "rm": "delete",
    "remove": "delete",
    "cat": "show",
    "change": "edit",
    "version": "--version",
    "completion": "--completion",
}
"""What other programs call it, which is too far from our word to be taken for a slip."""

HELP = """\
Track your recovery from sciatica, offline. This is not a medical device.

  sciatica-tui                            open the app
  sciatica-tui --demo                     try it with a made-up history
  sciatica-tui log 6/3 calf "long drive"  leg pain 6, back pain 3, calf; a note
  sciatica-tui log 4 --at yesterday       fill in a day you missed
  sciatica-tui status                     how you are, in one line
  sciatica-tui start hamstring            be guided through a stretch

Commands (for more on one, type for example: sciatica-tui help log):
{commands}

Options for every command:
  --data FOLDER       keep your journal, backups and log file in this folder
  --config FILE       read settings from this file; created if missing
  --demo              use a made-up history; nothing is kept
  -V, --version       print the version
  --completion SHELL  print the completion script for bash, zsh or fish
  -h, --help          print this help

Exit codes: 0 done, 1 failed, or shown from a backup as your journal is damaged,
2 wrong input, 3 nothing logged today (remind).
"""


HELP_OF_HELP = """\
Show all commands, or the help of one.

  sciatica-tui help
  sciatica-tui help log    the same as: sciatica-tui log --help
"""


class Command(Protocol):
    """What each command's module offers."""

    def parser(self) -> Parser:
        """Describe the options and the help page."""

    def run(self, args: Namespace, context: Context) -> int:
        """Run the command and return the exit code."""


def command(name: str) -> Command:
    """Return the module of a command; loaded only now."""
    from importlib import import_module
    from keyword import iskeyword

    return cast(Command, import_module(f".{name}{'_' * iskeyword(name)}", __package__))


def overview() -> str:
    """Return the help page of the program."""
    return HELP.format(commands="\n".join(f"  {name:<14}{words}" for name, words in COMMANDS.items())).rstrip()


def command_parser(name: str = "") -> Parser:
    """Return the parser of a command, or of the options that stand without one."""
    from .parser import Parser

    if name == "help":
        parser = Parser(name, "[COMMAND]", HELP_OF_HELP, takes_words=True)
    else:
        parser = command(name).parser() if name else Parser()
    parser.add_common()
    return parser


def split(argv: list[str]) -> tuple[list[str], str | None, list[str]]:
    """What stands before the command, which are options for every command; the command; and what follows it."""
    skip = False
    for index, arg in enumerate(argv):
        if skip or arg.startswith("-"):
            skip = not skip and arg in ("--data", "--config")
            continue
        return argv[:index], arg, argv[index + 1 :]
    return argv, None, []
