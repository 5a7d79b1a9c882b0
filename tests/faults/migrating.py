"""The real program as a later version with another schema might be, as the first schema has none before it.

python -m tests.faults.migrating log 5
"""

from __future__ import annotations

import sys

from sciatica_tui.cli import main
from sciatica_tui.storage.migrations import Documents
from sciatica_tui.storage.storage import Storage


def step(documents: Documents) -> None:
    """From schema 1 to 2."""
    for entry in documents["checkins"].values():
        entry["migrated"] = True


OPENED_BY_2 = (frozenset[str](), {1: step}, 2)
"""What `Storage` is given where nothing else is said: known tables, steps, schema."""

if __name__ == "__main__":
    Storage.__init__.__defaults__ = OPENED_BY_2
    sys.exit(main())
