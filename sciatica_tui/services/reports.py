"""The clinician's page from the journal to a file: for the command line and for the Phase screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..domain.assessment.assess import Assessment, assess
from ..domain.records import CheckIn, Event, Medication, RedFlagAnswer, Scan, Session
from ..exchange.files import Progress, no_progress
from ..exchange.report.content import SECTIONS, Report, ReportInput, make_report
from ..storage.journal import Journal
from .output_files import make_output_folder, write_output
from .paths import Paths
from .records_snapshot import snapshot_of

MADE_UP = "made-up example, nobody's history"
"""The name on a page of the demo."""


def page_of(
    journal: Journal,
    on: date,
    *,
    seen: Assessment | None = None,
    sections: Sequence[str] = tuple(SECTIONS),
    weekly: bool = False,
    name: str = "",
    progress: Progress = no_progress,
) -> Report:
    """The page as of a day; `seen` is that day's assessment where it is known. Takes a while: use a worker.

    BadInput where nothing was written down by then; whatever `progress` raises ends it.
    """
    progress("Judging", 0, 1)
    diary = ReportInput(
        seen=seen or assess(snapshot_of(journal), on),
        checkins=journal.all(CheckIn),
        sessions=journal.all(Session),
        medications=journal.all(Medication),
        scans=journal.all(Scan),
        events=journal.all(Event),
        red_flags=journal.all(RedFlagAnswer),
    )
    return make_report(diary, sections, weekly=weekly, name=name, progress=progress)


def write_page(
    report: Report,
    path: Path,
    paths: Paths,
    *,
    paper: str = "a4",
    force: bool = False,
    progress: Progress = no_progress,
) -> None:
    """The page as a PDF or, where the name ends in `.md`, as Markdown. BadInput, AppError; never half a file."""
    if path.suffix.lower() == ".md":
        from ..exchange.report.markdown import write_markdown

        data = write_markdown(report)
    else:
        from ..exchange.report.pdf import write_pdf

        data = write_pdf(report, paper, progress)
    write_output(path, data, paths, force)


def write_page_of_day(report: Report, paths: Paths, progress: Progress = no_progress) -> Path:
    """The page as a PDF called by its day in the folder of pages, over an earlier one of that day; where it is.

    Raises AppError.
    """
    make_output_folder(paths.pages)
    path = paths.pages / f"sciatica-{report.made_on.isoformat()}.pdf"
    write_page(report, path, paths, force=True, progress=progress)
    return path
