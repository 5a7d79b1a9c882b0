"""The app on the event loop of the newest Python, while another window goes on writing."""

from __future__ import annotations

import sys
import textwrap
from datetime import date, timedelta
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from sciatica_tui.domain.measures.answers import checkin_from
from sciatica_tui.domain.records import Episode
from sciatica_tui.domain.text.dates import long_day
from sciatica_tui.storage.journal import Journal

from ..support import NOW, TODAY, stamp
from .conftest import Start

NEWEST = textwrap.dedent("""
    import sys
    from sciatica_tui.cli import main
    from sciatica_tui.tui.controllers import journal
    from tests.event_loops import as_newest

    as_newest()
    journal.CHECK_INTERVAL = 0.02
    sys.exit(main())
""")
"""The app as the newest Python runs it, which looks for another window all the time."""

CHANGES = 40

LONG_AGO = date(2020, 3, 1)
"""Before the episode, so that Today names the last entry whatever day it is."""


def test_a_key_is_answered_after_many_changes_by_another_window(start: Start, tmp_path: Path) -> None:
    other = Journal.open(tmp_path / "data", lambda: NOW)
    other.save("before", Episode(**stamp(), day=TODAY, started=TODAY))
    program = start("--data", str(tmp_path / "data"), script=NEWEST)
    program.until_shown("1 Today")
    for number in range(CHANGES):
        day = LONG_AGO + timedelta(number)
        other.save("elsewhere", checkin_from({"leg_pain": 4}, **stamp(), day=day, at=None))
        program.until_shown(long_day(day))
    program.type("6")
    program.until_shown("by leg pain")
    program.type("q")
    assert program.wait() == 0
    program.assert_as_before()
