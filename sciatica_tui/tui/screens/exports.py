"""What comes from outside and goes out, as asked in the app: other devices' copies, the clinician's page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.app import App

from ...domain.errors import AppError
from ...domain.progress import Progress
from ...domain.records import Trial
from ...services import backups, device_copies, exports
from ...services.check_ins import open_flags_text
from ...services.commands import with_keys
from ...services.container import Services
from ...services.output_files import make_output_folder
from ...services.reports import MADE_UP, page_of, sections_of, write_page_of_day
from ..messages import RedFlagsRaised
from ..notices import say_error, say_until_read
from .dialogs import Answer, Ask
from .progress import LongWork
from .saving import saved_words, tell_failure

NOTHING_TO_BACK_UP = "There is nothing to back up yet."
TRIAL_ANSWERS = (
    Answer("y", "Yes, put it on the page", "with"),
    Answer("n", "No, leave it off", "without"),
)


async def offer_copies(app: App[None], services: Services) -> None:
    """Ask about each copy of another device that lies beside our file; merged only where the person says so."""
    answers = (
        Answer("m", "Merge it; the other copy goes to the backups", "merge"),
        Answer("l", "Later: leave it where it is", "later"),
    )
    try:
        copies = await services.journal_writer.run(partial(device_copies.copies_beside, services.journal))
    except AppError as error:
        say_until_read(app, str(error))
        return
    for copy in copies:
        question = Ask("Another device's copy was found", device_copies.description(copy), answers)
        if await app.push_screen_wait(question) != "merge":
            continue
        try:
            now, today = services.clock.now(), services.today()
            merged, raised, open_flags = await services.journal_writer.run(
                partial(device_copies.merge, services.journal, copy, now, today)
            )
        except AppError as error:
            tell_failure(app, error)
            continue
        back = with_keys("{undo} undoes the merge.", services.settings.keys)
        copy_words = f"The other copy is kept as\n{merged.kept}"
        app.notify(saved_words("Merged.", back, copy_words, certain=merged.certain), timeout=10)
        if merged.trouble:
            say_until_read(app, merged.trouble)
        if open_flags:
            say_until_read(app, open_flags_text(open_flags))
        if raised:
            app.post_message(RedFlagsRaised())


async def export_everything(app: App[None], services: Services) -> None:
    """Write all there is as JSON beside the clinician's pages, and tell where it is."""

    def work(progress: Progress) -> Path:
        today = services.today()
        export = exports.export(services.journal, ".json", exports.Wishes(today, services.clock.now()), progress)
        make_output_folder(services.paths.pages)
        path = services.paths.pages / f"sciatica-{today.isoformat()}.json"
        exports.write_export(export, path, services.paths)
        return path

    screen = LongWork("Export", work)
    path = await app.push_screen_wait(screen)
    if screen.failed is not None:
        say_error(app, str(screen.failed))
    elif path is not None:
        app.notify(f"Everything is saved, as JSON, in\n{path}", timeout=10)


async def back_up(app: App[None], services: Services) -> None:
    """Copy the data file into the backups, for good, and tell where it is."""
    try:
        copy = await services.journal_writer.run(partial(backups.make, services.journal))
    except AppError as error:
        say_error(app, str(error))
        return
    app.notify(f"Backed up as\n{copy}" if copy is not None else NOTHING_TO_BACK_UP, timeout=10)


async def write_clinicians_page(app: App[None], services: Services) -> None:
    """Write the page for today into the data folder and tell where it is; Esc stops it without a trace.

    Where a trial has ended it asks first whether the page is to tell of it.
    """
    without = None
    if any(trial.ended is not None for trial in services.journal.all(Trial)):
        text = "You tried something out. Should the page say what came of it?"
        answer = await app.push_screen_wait(Ask("The clinician's page", text, TRIAL_ANSWERS))
        if answer is None:
            return
        without = None if answer == "with" else "trials"
    sections = sections_of(None, without)
    assessment = await services.assessment_cache.assess(services.today())

    def work(progress: Progress) -> Path:
        name = MADE_UP if services.demo else ""
        page = page_of(
            services.journal,
            services.today(),
            assessment=assessment,
            sections=sections,
            weekly=True,
            name=name,
            progress=progress,
        )
        return write_page_of_day(page, services.paths, progress)

    screen = LongWork("The clinician's page", work)
    written = await app.push_screen_wait(screen)
    if screen.failed is not None:
        say_error(app, str(screen.failed))
    elif written is not None:
        made_up = "\nuntil you quit: it is about the made-up history" if services.demo else ""
        app.notify(f"The clinician's page is saved as\n{written}{made_up}")
