"""`python -m sciatica_tui` and the installed command: the composition root is in `cli`.

The line for a prompt is answered here, where it is kept ready: `cli` alone takes twice as long to load.
"""

import os
import sys

from .services.prompt_state import answered


def main() -> int:
    """Run the command line and return the exit code."""
    if answered(sys.argv[1:]):
        return 0
    import gc

    # A command ends before there is garbage worth looking for; the app turns it on again.
    gc.disable()
    from .cli import main as run_command

    return run_command()


def run() -> None:
    """Run the command line and end the process, a command's at once.

    Python would take everything apart first, which for ten years of records takes longer than to decode them. What a
    command writes is flushed by then and its files are closed; the app, which has threads, is left in Python's own way.
    """
    code = main()
    if "textual" not in sys.modules and _flushed():
        os._exit(code)
    sys.exit(code)


def _flushed() -> bool:
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False  # Python has its own words for it
    return True


if __name__ == "__main__":
    run()
