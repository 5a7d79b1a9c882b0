"""The page for a clinician, from the journal to a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from ..domain.assessment.assess import Assessment, assess
from ..domain.progress import Progress, no_progress
from ..domain.records import Event, Trial, TrialEvening, Visit
from ..domain.visits.visit import with_visits
from ..exchange.report.content import choose_sections, make_report
from ..exchange.report.page import SECTIONS, Report, ReportInput
from ..storage.journal import Journal
from .flares import flares_of
from .output_files import make_output_folder, write_output
from .paths import Paths
from .records_snapshot import snapshot_of
from .visits import next_questions, since_last_visit

MADE_UP = "made-up example, not a real person"
"""The name on a page of the demo."""


def section_titles() -> dict[str, str]:
    """Return the name of each section of the page, with its title."""
    return dict(SECTIONS)


def sections_of(names: str | None, without: str | None) -> tuple[str, ...]:
    """Choose sections by names with commas between: only `names`, or all but `without`. Raises BadInput."""
    return tuple(choose_sections(names, without))


def page_of(
    journal: Journal,
    on: date,
    *,
    assessment: Assessment | None = None,
    sections: Sequence[str] = tuple(SECTIONS),
    weekly: bool = False,
    name: str = "",
    progress: Progress = no_progress,
) -> Report:
    """Make the page as of a day, which takes a while; `assessment` is that day's, else it is made too.

    Raises BadInput where nothing was written down by then, and whatever `progress` raises.
    """
    progress("Judging", 0, 1)
    snapshot = snapshot_of(journal)
    assessment = assessment or assess(snapshot, on)
    since, tells_of_trials = since_last_visit(journal, assessment), "trials" in sections
    if since is not None and not tells_of_trials:
        since = msgspec.structs.replace(since, trials=())
    records = ReportInput(
        assessment=assessment,
        snapshot=snapshot,
        events=with_visits(journal.all(Event), journal.all(Visit), on),
        trials=journal.all(Trial) if tells_of_trials else (),
        evenings=journal.all(TrialEvening),
        since=since,
        flares=flares_of(journal, on),
        questions=tuple(question.text for question in next_questions(journal)),
    )
    return make_report(records, sections, weekly=weekly, name=name, progress=progress)


def write_page(
    report: Report,
    path: Path,
    paths: Paths,
    *,
    paper: str = "a4",
    progress: Progress = no_progress,
) -> None:
    """Write the page, over a file of that name: as Markdown where it ends in `.md`, else as PDF.

    Raises BadInput, StoreError.
    """
    write_output(path, page_bytes(report, path.suffix, paper=paper, progress=progress), paths, force=True)


def page_bytes(report: Report, suffix: str, *, paper: str = "a4", progress: Progress = no_progress) -> bytes:
    """Return the page as Markdown for the suffix `.md`, else as PDF."""
    if suffix.lower() == ".md":
        from ..exchange.report.markdown import write_markdown

        return write_markdown(report)
    from ..exchange.report.pdf import write_pdf

    return write_pdf(report, paper, progress)


def write_page_of_day(report: Report, paths: Paths, progress: Progress = no_progress) -> Path:
    """Write the page as PDF into the folder of pages, over an earlier one of that day; return its path."""
    make_output_folder(paths.pages)
    path = paths.pages / f"sciatica-{report.made_on.isoformat()}.pdf"
    write_page(report, path, paths, progress=progress)
    return path
