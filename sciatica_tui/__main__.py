"""`python -m sciatica_tui` and the installed command: the composition root is in `cli`.

The line for a prompt is answered here, where it is kept ready: `cli` alone takes twice as long to load.
"""

import sys

from .services.prompt_state import answered


def main() -> int:
    """Run the command line and return the exit code."""
    if answered(sys.argv[1:]):
        return 0
    import gc

    # A command ends before there is garbage worth looking for; the app turns it on again.
    gc.disable()
    from .cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
