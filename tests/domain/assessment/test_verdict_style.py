"""How a verdict looks stands in one file; every colour and every legend follows it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sciatica_tui
from sciatica_tui.domain.assessment.phrases import GLYPHS, STATE_GLYPHS, VERDICT_WORDS
from sciatica_tui.domain.assessment.verdict_style import sign_legend
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.text.row_mark import Tone

PACKAGE = Path(sciatica_tui.__file__).parent
STYLES = Path("domain/assessment/verdict_style.py")


@pytest.mark.parametrize("glyph", "▲▼◌")
def test_the_glyph_of_a_verdict_stands_in_one_source_file(glyph: str) -> None:
    sources = (path for kind in ("py", "md", "tcss") for path in PACKAGE.rglob(f"*.{kind}"))
    assert [path.relative_to(PACKAGE) for path in sources if glyph in path.read_text("utf-8")] == [STYLES]


def test_every_verdict_has_a_glyph_and_a_word_of_its_own() -> None:
    assert set(GLYPHS) == set(VERDICT_WORDS) == set(Verdict)
    assert len(set(GLYPHS.values())) == len(set(VERDICT_WORDS.values())) == len(Verdict)
    assert not set(GLYPHS.values()) & set(STATE_GLYPHS.values())


def test_only_what_is_better_or_worse_is_drawn_as_good_or_bad() -> None:
    assert [verdict for verdict, mark in GLYPHS.items() if mark.tone is Tone.GOOD] == [Verdict.IMPROVING]
    assert [verdict for verdict, mark in GLYPHS.items() if mark.tone is Tone.BAD] == [Verdict.WORSENING]


def test_the_legend_names_every_verdict() -> None:
    assert sign_legend() == ("▲ improving, ● no clear change, ▼ worsening, ◌ not enough data, ○ not affected, ◆ mixed")


LEGENDS = """
from sciatica_tui.cli.summary import INTRO
from sciatica_tui.domain.assessment.phrases import GLYPHS
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.views.sections import Block
from sciatica_tui.exchange.report.judgements import sign_legend
from sciatica_tui.guide import page
from sciatica_tui.guide.markup import plain_text
from sciatica_tui.tui.screens.help import ABOUT
from sciatica_tui.services.commands import Scope
from sciatica_tui.tui.widgets import task_list
from sciatica_tui.tui.widgets.charts import measure_list
from sciatica_tui.tui.widgets.sections_view import lines

mark = GLYPHS[Verdict.IMPROVING]
guide = " ".join(plain_text(block) for block in page("seven-signs").blocks)
for legend in (INTRO, ABOUT[Scope.PHASE], sign_legend("  "), guide):
    print("⇑" in legend and "▲" not in legend)
print(lines((Block("Pain", mark=mark),), 80)[0][0] == ("⇑ ", "good"))
print(task_list.TONE_STYLES[mark.tone] == "task-list--done", measure_list.TONE_STYLES[mark.tone] == "better")
"""


def test_every_legend_and_colour_follows_the_glyph(tmp_path: Path) -> None:
    copy = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    styles = copy / STYLES
    styles.write_text(styles.read_text("utf-8").replace("▲", "⇑"), "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", LEGENDS], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert run.stdout.split() == ["True"] * 7, run.stderr
