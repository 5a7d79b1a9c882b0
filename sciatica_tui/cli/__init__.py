"""Choose the command, run it, and turn every error into a sentence; without a command the app opens.

Exit codes: 0 done, 1 a failure or an answer that is not from the damaged file, 2 wrong input, 3 `remind` has something
to remind of, 130 stopped with ctrl+c.
Imports wait until they are needed: `--help` and `--version` load nothing, and only the app loads Textual.

Tests: `tests/cli`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import __version__
from ..domain.errors import AppError, BadInput
from .commands import COMMANDS, OTHER_NAMES, command, command_parser, overview, split
from .output import Unheard, complain, finish, prepare_streams, report_unexpected, say, stop_talking

if TYPE_CHECKING:
    from argparse import Namespace

    from ..services.clock import Clock


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
        _load_msgspec()
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
    _load_msgspec()
    from ..domain.text.suggestions import near_miss
    from .parser import parse

    if name is None:
        return _open_app(parse(command_parser(), options), clock)
    if name not in COMMANDS:
        parse(command_parser(), before)  # of a mistyped option this is the value, and no command
        from .checkin_words import PAIN_WORDS

        if any(letter.isdigit() for letter in name) or name.lower() in PAIN_WORDS:
            pain = PAIN_WORDS.get(name.lower(), name)
            raise BadInput(f"There is no command “{name}”; to log it, type: sciatica-tui log {pain}")
        hint = _other_name(name) or near_miss(name, COMMANDS) or f"the commands are {', '.join(COMMANDS)}."
        raise BadInput(f"There is no command “{name}”; {hint}")
    parser = command_parser(name)
    if "--help" in options or "-h" in options:
        say(parser.format_help().rstrip())
        return 0
    args = parse(parser, options)
    from .context import Context

    context = Context.of(args, clock)
    try:
        code = command(name).run(args, context)
        finish()
        return code or int(context.shows_other_data)
    except AppError as error:
        if error.unsaved:
            from .red_flag_prompt import tell_unsaved

            tell_unsaved(error, context.config.help, context.paths.config)
        raise
    except (ImportError, OSError) as error:
        if context.changes and not isinstance(error, BrokenPipeError):
            raise Unheard("It is done, but a disk error cut off the answer.") from error
        raise
    finally:
        context.finish_hooks()


def _load_msgspec() -> None:
    """Load msgspec without `typing_extensions`, of which it takes only what `typing` has too.

    That would load `inspect` and its like, and be a fifth of what loading msgspec and TinyDB costs.
    """
    name = "typing_extensions"
    if name in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # None stands for “can't be imported”
    try:
        import msgspec  # noqa: F401 - to have loaded it is all that is wanted
    finally:
        del sys.modules[name]


def _other_name(name: str) -> str:
    return f"did you mean {OTHER_NAMES[name]}?" if name in OTHER_NAMES else ""


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
