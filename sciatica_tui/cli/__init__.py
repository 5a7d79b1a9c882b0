"""Choose the command, run it, and turn every error into a sentence; without a command the app opens.

Exit codes: 0 done, 1 a failure, 2 wrong input, 3 `remind` has something to remind of, 130 stopped with ctrl+c.
Imports wait until they are needed: `--help` and `--version` load nothing, and only the app loads Textual.

Tests: `tests/cli`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from .. import __version__
from ..domain.errors import AppError, BadInput
from .output import Unheard, complain, finish, prepare_streams, report_unexpected, say, stop_talking

if TYPE_CHECKING:
    from argparse import Namespace

    from ..services.clock import Clock
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

Exit codes: 0 done, 1 failed, 2 wrong input, 3 nothing logged today (remind).
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


def main(argv: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run the command line and return the exit code; every error ends here, as one sentence on stderr."""
    prepare_streams()
    arguments = [_readable(arg) for arg in (sys.argv[1:] if argv is None else argv)]
    try:
        code = _run(arguments, clock)
        finish()
        return code
    except AppError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        stop_talking()  # whoever read our output has left
        return 1
    except ModuleNotFoundError as error:
        complain(f"Part of the installation is missing ({error.name}); install sciatica-tui again.")
        return 1
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches a person
        report_unexpected(error, _data_of(arguments))
        return 1


def _data_of(argv: list[str]) -> str | None:
    """The folder of --data, read apart from the other options: they may be what could not be understood."""
    folders = [after for arg, after in zip(argv, [*argv[1:], ""], strict=True) if arg == "--data"]
    folders += [arg.partition("=")[2] for arg in argv if arg.startswith("--data=")]
    return next(filter(None, folders), None)


def _run(argv: list[str], clock: Clock | None) -> int:
    if argv[:1] == ["--complete"]:
        from .completion import answer

        say("\n".join(answer("".join(argv[1:2]), argv[2:])))
        return 0
    before, name, after = split(argv)
    if name == "help" and not {"--help", "-h"} & {*before, *after}:
        between, name, after = split(after)
        before, after = [*before, *between], [*after, "--help"]
    options = [*before, *after]
    if name is None and ("--help" in options or "-h" in options):
        say(overview())
        return 0
    if "--completion" in argv:
        from .completion import script

        say(script("".join(argv[argv.index("--completion") + 1 :][:1])))
        return 0
    if "--version" in options or "-V" in options:
        say(f"sciatica-tui {__version__}")
        return 0
    from ..domain.text.suggestions import near_miss
    from .parser import parse

    if name is None:
        return _open_app(parse(command_parser(), options), clock)
    if name not in COMMANDS:
        parse(command_parser(), before)  # of a mistyped option this is the value, and no command
        if any(letter.isdigit() for letter in name):
            raise BadInput(f"There is no command “{name}”; to log it, type: sciatica-tui log {name}")
        hint = near_miss(name, COMMANDS) or f"the commands are {', '.join(COMMANDS)}."
        raise BadInput(f"There is no command “{name}”; {hint}")
    parser = command_parser(name)
    if "--help" in options or "-h" in options:
        say(parser.format_help().rstrip())
        return 0
    args = parse(parser, options)
    from .context import Context

    context = Context.of(args, clock)
    try:
        code = _command(name).run(args, context)
        finish()
        return code
    except AppError as error:
        if error.unsaved:
            from .red_flag_prompt import tell_unsaved

            tell_unsaved(error, context.config.help, context.paths.config)
        raise
    except (ImportError, OSError) as error:
        if context.changes and not isinstance(error, BrokenPipeError):
            raise Unheard("It is done, but the disk failed before all was said of it.") from error
        raise
    finally:
        context.finish_hooks()


def _command(name: str) -> Command:
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
        parser = _command(name).parser() if name else Parser()
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


def _readable(arg: str) -> str:
    """The argument without what can't be written as UTF-8: bytes that the locale could not decode."""
    return arg.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _open_app(args: Namespace, clock: Clock | None) -> int:
    """Open the app, where there is a terminal for it; asked before Textual is loaded."""
    import gc

    # Nothing that is loaded on the way to the first screen is garbage; the app turns it on again.
    gc.disable()
    from .context import Context, need_a_terminal

    need_a_terminal()
    context = Context.of(args, clock)
    try:
        context.open_app()
    finally:
        context.finish_hooks()
    return 0
