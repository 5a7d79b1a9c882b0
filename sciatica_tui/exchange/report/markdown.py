"""The clinician's page as Markdown: the same words and figures, with weekly figures in the place of the chart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...domain.text.visible import visible
from .page import Report, Section, short_date

WRITE_HERE = "\\_" * 40
"""A line to write on, below a question."""


def write_markdown(report: Report) -> bytes:
    """Write the page as Markdown with tables as on GitHub."""
    title = f"Sciatica: summary of {_plain(report.name)}" if report.name else "Sciatica: summary for a clinician"
    lines = [f"# {title}", "", short_date(report.made_on), "", *(f"{_plain(fact)}  " for fact in report.facts), ""]
    lines += [f"**{_plain(report.verdict)}**", "", *(f"- {_plain(reason)}" for reason in report.reasons)]
    if report.flags is not None:
        lines += ["", "## Red flags", "", *(f"- {_flag(line)}" for line in report.flags)]
    for section in (*report.sections, *([report.weeks] if report.weeks is not None else [])):
        lines += ["", f"## {_plain(section.title)}", "", *_body(section)]
    lines += ["", "---", "", report.footer, ""]
    return visible("\n".join(lines)).encode()


def _body(section: Section) -> list[str]:
    if section.rows:
        header = section.header or tuple("" for _ in section.rows[0])
        rows = [_row(header), _row("---" for _ in header), *(_row(map(_plain, row)) for row in section.rows)]
        return [*rows, *_small_print(section)]
    if section.name == "questions":
        return [
            line for mark, words in section.lines for line in (f"{mark}. {_plain(words)}", "", f"   {WRITE_HERE}", "")
        ]
    lines = [f"- {_plain(f'{mark} {words}'.strip())}" for mark, words in section.lines]
    return [*lines, *_small_print(section)]


def _small_print(section: Section) -> list[str]:
    omitted = f"… and {section.omitted} more" if section.omitted else ""
    return [line for text in (omitted, section.aside) if text for line in ("", text)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _flag(line: str) -> str:
    return f"**{_plain(line)}**" if line.startswith("OPEN") else _plain(line)


def _plain(text: str) -> str:
    """The text so that nothing in it is read as Markdown or HTML."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(text.split()))
