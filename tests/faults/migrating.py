"""The real program with a migration made up for the harness, as the first schema has none before it.

python -m tests.faults.migrating log 5
"""

from __future__ import annotations

import sys

from sciatica_tui.cli import main
from sciatica_tui.store.migrations import STEPS, Documents


def step(documents: Documents) -> None:
    """From schema 0, which never was, to 1."""
    for entry in documents["checkins"].values():
        entry["migrated"] = True


if __name__ == "__main__":
    STEPS[0] = step  # type: ignore[index]
    sys.exit(main())
