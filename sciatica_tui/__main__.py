"""`python -m sciatica_tui` and the installed command: the composition root is in `cli`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
