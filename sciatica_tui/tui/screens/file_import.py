"""Taking over a file in the app: chosen, read, shown, saved, and told how it is taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App

from ...domain.errors import AppError, BadInput
from ...domain.progress import Progress
from ...domain.records import CheckIn
from ...services import imports
from ...services.check_ins import open_flags_text
from ...services.commands import with_keys
from ...services.container import Services
from ...services.device_copies import differences_lines, new_records, span_brought
from ...services.folder_listing import first_folder
from ...services.import_episodes import episode_sentences, goes_on
from ...services.imports import Imported, Incoming, SheetImport, Spreadsheet
from ...services.input_files import read_file
from ..messages import DayWanted, RedFlagsRaised
from ..notices import say_until_read
from ..window_size import WindowSize, window_size
from .dialogs import Answer, Ask
from .file_choice import FileChoice
from .import_preview import ImportPreview
from .progress import LongWork
from .saving import saved_words, tell_failure

TITLE = "Import"
QUESTION = (
    "A spreadsheet as CSV, another app's diary, an export or a journal of this app. Nothing is saved before you have "
    "seen what the file brings."
)
SAMPLES_BY_SIZE = {WindowSize.COMPACT: 5, WindowSize.WIDE: 15, WindowSize.HUGE: 40}
"""So many of a sheet's entries are listed before it is taken over."""
GO_ON = (
    Answer("c", "Go on", "on"),
    Answer("h", "See the entries in History", "history"),
    Answer("u", "Take it all back", "undo"),
)
WITHOUT_EPISODE = Answer("w", "Import it without that episode: the entries join yours", "without")
DEMO = "This is the made-up history: nothing is kept."


async def import_file(app: App[Any], services: Services) -> None:
    """Ask for a file until one can be read or the person goes back, and take it over."""
    path, problem = first_folder(), ""
    while True:
        choice = await app.push_screen_wait(FileChoice(TITLE, QUESTION, path, problem))
        if choice is None:
            return
        path, problem = choice, ""
        try:
            contents = await _read(app, services, Path(path).expanduser())
            if contents is not None:
                await _take_over(app, services, Path(path).name, contents)
                return
        except BadInput as error:
            problem = str(error).replace(str(Path(path).expanduser()), Path(path).name)
        except AppError as error:
            tell_failure(app, error)
        except RuntimeError as error:
            problem = str(error)


async def _read(app: App[Any], services: Services, path: Path) -> Incoming | Spreadsheet | None:
    """Read a file in a thread; None where the person stopped it. Raises AppError where it can't be taken."""

    def work(progress: Progress) -> Incoming | Spreadsheet:
        file = read_file(path, progress)
        if file.is_json():
            return imports.from_json(services.journal, file, progress)
        sheet_file = imports.read_sheet_file(file, None, progress)
        if sheet_file.is_own:
            return imports.from_own_sheet(services.journal, sheet_file, services.clock.now(), progress)
        return imports.understand(sheet_file)

    screen = LongWork(TITLE, work)
    contents = await app.push_screen_wait(screen)
    if screen.failed is not None:
        raise screen.failed
    return contents


async def _take_over(app: App[Any], services: Services, name: str, contents: Incoming | Spreadsheet) -> None:
    """Show what a file brings, ask, save it, and say so."""
    samples = SAMPLES_BY_SIZE[window_size(app.size)]
    if isinstance(contents, Incoming):
        if not contents.differences.brings:
            app.notify(f"Everything in {name} is already here.")
            return
        agreed = await _agreed(app, services, name, contents, samples)
        if agreed is None:
            return
        change = partial(imports.take_over, services.journal, name, agreed, services.clock.now(), services.today())
        new = new_records(agreed.history, agreed.differences, CheckIn)
        summary, keeps_all, last_day = _differences(services, agreed), False, new[-1].day if new else None
    else:
        spreadsheet = await _with_dates(app, contents)
        if spreadsheet is None:
            return
        now, day_ends = services.clock.now(), services.config.times.boundary
        sheet_import = SheetImport(services.journal, now, services.today(), day_ends, samples=samples)
        take_over = await app.push_screen_wait(ImportPreview(services, sheet_import, spreadsheet))
        if take_over is None:
            return
        change = partial(
            sheet_import.take_over,
            name,
            take_over.entries,
            take_over.changes,
            sheet_wins=take_over.sheet_wins,
            delete_gone=take_over.delete_gone,
        )
        changes, entries = take_over.changes, take_over.entries
        parts = (imports.count_line(changes), sheet_import.beside(changes), entries.left_out.words)
        summary = "\n".join(filter(None, parts))
        last_day = max((row.entry.day for row in entries.rows), default=None)
        keeps_all = changes.keeps_all(sheet_wins=take_over.sheet_wins, delete_gone=take_over.delete_gone)
    imported = await services.journal_writer.run(change)
    if keeps_all:
        app.notify(imports.ALL_KEPT)
        return
    if imported.open_flags:
        say_until_read(app, open_flags_text(imported.open_flags))
    if imported.raised:
        app.post_message(RedFlagsRaised())  # what to do lies over the page, which waits
    page = Ask(f"Imported: {name}", _imported_words(services, summary, imported), GO_ON)
    match await app.push_screen_wait(page):
        case "history":
            app.post_message(DayWanted(last_day or services.today()))
        case "undo":
            await app.run_action("app.undo(True)")


def _differences(services: Services, incoming: Incoming) -> str:
    """Say what an export brings."""
    return "\n".join(differences_lines(services.journal, incoming.history, incoming.differences, services.today()))


async def _agreed(app: App[Any], services: Services, name: str, incoming: Incoming, samples: int) -> Incoming | None:
    """Show what an export brings and ask, also about an episode that would take the place of ours; None for no."""
    new = new_records(incoming.history, incoming.differences, CheckIn)
    text = "\n".join(
        (_differences(services, incoming), *(("", *imports.sample_lines(new, (), samples)) if new else ()))
    )
    answers = [Answer("t", "Import it", "take")]
    if span_brought(services.journal, incoming.history, incoming.differences, services.today()) is not None:
        answers = [Answer("t", "Import it with that episode", "take"), WITHOUT_EPISODE]
        if goes_on(services.journal, services.today()):
            answers.reverse()  # Enter keeps what the person's days and verdicts rest on
    answers.append(Answer("n", "Don't import it", "leave"))
    match await app.push_screen_wait(Ask(name, text, answers)):
        case "take":
            return incoming
        case "without":
            return imports.without_episodes(services.journal, incoming)
    return None


def _imported_words(services: Services, summary: str, imported: Imported) -> str:
    """Say what came in, and what it means for the episode."""
    sentences = episode_sentences(services.journal, imported.uncounted, services.today())
    words = (saved_words(summary, certain=imported.certain), *sentences, DEMO if services.demo else "")
    return with_keys("\n\n".join(filter(None, words)), services.settings.keys)


async def _with_dates(app: App[Any], spreadsheet: Spreadsheet) -> Spreadsheet | None:
    """Ask how its dates are meant where they can be read in two ways; None where the person goes back."""
    if not spreadsheet.date_formats:
        return spreadsheet
    answers = (Answer("1", "The first: day before month", "day"), Answer("2", "The second: month before day", "month"))
    answer = await app.push_screen_wait(Ask("Dates", spreadsheet.date_question, answers))
    return imports.with_dates(spreadsheet, day_first=answer == "day") if answer is not None else None
