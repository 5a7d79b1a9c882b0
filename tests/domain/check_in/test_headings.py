"""Every question of the daily check-in stands under a heading, and each heading once."""

from __future__ import annotations

from itertools import groupby

from sciatica_tui.domain.check_in.headings import ABLE, DAY, PAIN, SECTIONS, WHERE
from sciatica_tui.domain.measures.catalogue import MEASURES
from sciatica_tui.domain.measures.questions import Depth


def test_every_daily_question_has_a_heading_and_the_headings_follow_each_other() -> None:
    assert list(SECTIONS) == [measure.path for measure in MEASURES if measure.depth is not Depth.WEEKLY]
    assert [heading for heading, _ in groupby(SECTIONS.values())] == [PAIN, WHERE, ABLE, DAY]
