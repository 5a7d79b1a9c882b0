"""`sciatica-tui import`: a JSON or CSV export, or a spreadsheet of one's own."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..domain.check_in.date_input import system_local
from ..domain.errors import BadInput
from ..domain.records import Record
from .context import Context, at_a_terminal
from .output import note, say
from .parser import Parser
from .prompts import agreed, ask, choose_output, long_work, one_file, uninterrupted

if TYPE_CHECKING:
    from ..exchange.csv_import.importer import Taken
    from ..exchange.csv_import.inference import Guess
    from ..exchange.csv_import.reader import Sheet
    from ..exchange.files import Progress
    from ..storage.journal import Journal
    from ..storage.merge import Differences, History

INTRO = """\
Take over what another file says. All of it or, if anything can't be taken,
nothing.

  sciatica-tui import sciatica.json   an export: complete, and harmless twice
  sciatica-tui import sciatica.csv    an export as a spreadsheet, also edited
  sciatica-tui import diary.csv       any other spreadsheet: shown, then asked
  sciatica-tui import diary.csv --dry-run               only show it
  sciatica-tui import diary.csv --write-map diary.toml  write the guess, to edit
  sciatica-tui import diary.csv --map diary.toml        take it as that says
"""

OUTRO = """\
A spreadsheet has a row for each entry, a column with the date and, if you
like, one with the time. Columns are known by their name and values: ratings of
leg and back pain, 0/1 or yes/no columns such as “calf: sharp”, postures,
activities, medicines, notes. Exports of Daylio and Bearable are known as such.

Of two versions of an entry the newer counts, and what was deleted here since
stays deleted (--deleted-too brings it back). Before an import the file as it
is goes to the backups: see restore.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("import", "FILE [options]", INTRO, OUTRO, takes_words=True)
    group = parser.add_argument_group("import")
    group.add_argument("--map", metavar="FILE", help="what the columns mean, in TOML")
    group.add_argument("--write-map", metavar="FILE", help="write the guess there, no more")
    group.add_argument("--dates", choices=("day-first", "month-first"), help="how 03/04/2026 is read")
    group.add_argument("--dry-run", action="store_true", help="only show what it would be")
    group.add_argument("--deleted-too", action="store_true", help="also what was deleted here since")
    group.add_argument("--force", action="store_true", help="write over a mapping that is there")
    group.add_argument("--yes", action="store_true", help="don't ask")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Read, show, ask, take over."""
    from ..exchange.files import decode_text, read_input
    from ..exchange.json_format import read_json
    from ..storage.merge import read_history

    path = one_file(args.words, "import", "diary.csv")
    with long_work(context.clock, "Stopped; nothing was taken over.") as progress:
        data = read_input(path, progress)
        journal = context.journal(writing=not args.dry_run and args.write_map is None)
        ours = journal.history().history
        if decode_text(path, data)[0].lstrip().startswith(("{", "[")):
            if args.map or args.write_map or args.dates:
                raise BadInput(f"{path} is JSON; a mapping is for spreadsheets.")
            theirs, unreadable = read_history(read_json(path, data, progress))
            if unreadable:
                raise BadInput(f"{path}: {unreadable[0]}; nothing was taken over.")
            show = True
        else:
            found = _sheet(path, data, args, context, ours, progress)
            if found is None:
                return 0
            theirs, show = found
        if args.deleted_too:
            theirs = _brought_back(ours, theirs, context)
        return _take(journal, ours, theirs, path, args, context, ask_first=show)


def _sheet(
    path: Path, data: bytes, args: Namespace, context: Context, ours: History, progress: Progress
) -> tuple[History, bool] | None:
    """What a spreadsheet gives and whether to ask about it still; `None` where only the guess was wanted."""
    from ..exchange.csv_format import is_own, read_csv
    from ..exchange.csv_import.importer import Setting, take
    from ..exchange.csv_import.mapping import read_mapping
    from ..exchange.csv_import.preview import preview
    from ..exchange.csv_import.reader import read_sheet
    from ..storage.merge import incoming

    given = read_mapping(Path(args.map).expanduser()) if args.map else None
    sheet = read_sheet(path, data, (given.delimiter or None) if given else None, progress)
    now = context.clock.now()
    if given is None and is_own(sheet):
        return incoming(ours, read_csv(sheet, progress), now, stamped=True), True
    sheet, guess, guessed = _understood(sheet, given, args)
    setting = Setting(now, context.config.times.boundary, system_local)
    taken = take(sheet, guess.mapping, setting, progress)
    for line in preview(sheet, guess, taken, guessed):
        say(line)
    if args.write_map:
        _write_map(Path(args.write_map).expanduser(), sheet, guess, args, context)
        return None
    if not taken.checkins:
        raise BadInput(f"{path}: nothing was understood but the dates; say what the columns mean with --map.")
    if not args.dry_run:
        say("")
        otherwise = "Nothing was taken over, as nobody can be asked here; add --yes to take it over as shown."
        if not agreed("Take this over?", args.yes, otherwise):
            say("Nothing was taken over.")
            return None
    return incoming(ours, _records(taken), now, stamped=False), False


def _understood(sheet: Sheet, given: object, args: Namespace) -> tuple[Sheet, Guess, bool]:
    """The sheet as the mapping reads it, the mapping, and whether it is a guess."""
    from ..exchange.csv_import.importer import prepared
    from ..exchange.csv_import.inference import Guess, guess
    from ..exchange.csv_import.mapping import SheetMap, ready_mappings

    mapping = given if isinstance(given, SheetMap) else None
    ready = next((m for m in ready_mappings() if set(m.header) <= set(sheet.header)), None) if mapping is None else None
    known = mapping or ready
    if known is not None:
        turned = prepared(sheet, known)
        found = guess(turned, known)
        return turned, found, False
    found = guess(sheet)
    when = found.mapping.when
    if len(found.dates) > 1:
        when = replace(when, date_format=_which(sheet, found.dates, args))
    mapping = replace(found.mapping, when=when)
    return prepared(sheet, mapping), Guess(mapping, found.left_out, found.dates), True


def _which(sheet: Sheet, dates: tuple[str, ...], args: Namespace) -> str:
    """Of two readings of the dates the one the person says. BadInput where nobody can be asked."""
    from ..domain.text.dates import long_day
    from ..exchange.csv_import.datetimes import is_day_first, read_moment
    from ..exchange.csv_import.inference import example_of

    text = example_of(sheet, dates)
    readings = [f"{long_day(day)} {day.year}" for day in (read_moment(text, form).day for form in dates)]
    if args.dates:
        wanted = args.dates == "day-first"
        return next(form for form in dates if is_day_first(form) is wanted)
    question = f"Is {text} {readings[0]}, or {readings[1]}?"
    if not at_a_terminal():
        raise BadInput(
            f"{sheet.path}: the dates can be read in two ways. {question} Say --dates day-first or month-first."
        )
    while True:
        answer = ask(f"{question} 1 or 2: ")
        if answer in ("1", "2"):
            return dates[int(answer) - 1]
        if answer is None:
            raise BadInput("Nothing was taken over; say --dates day-first or month-first.")


def _write_map(path: Path, sheet: Sheet, guess: Guess, args: Namespace, context: Context) -> None:
    from ..exchange.csv_import.mapping import NOTHING, Column, write_mapping
    from ..services.output_files import write_output

    if path.exists() and path.samefile(sheet.path):
        raise BadInput(f"{path} is the spreadsheet itself; name another file for the mapping.")
    if not choose_output(path, context.paths, args.force):
        return
    left = {title: Column(takes=NOTHING) for title in guess.left_out}
    mapping = replace(guess.mapping, columns=guess.mapping.columns | left)
    write_output(path, write_mapping(mapping).encode(), context.paths, force=True)
    say(f"\nThe mapping is in {path}; edit it, then: sciatica-tui import {args.words[0]} --map {path}")


def _records(taken: Taken) -> list[Record]:
    return [*taken.checkins, *taken.medications]


def _brought_back(ours: History, theirs: History, context: Context) -> History:
    """What was deleted here as if it had just been changed there."""
    from ..storage.merge import revived

    return revived(ours, theirs, context.clock.now())


def _take(
    journal: Journal, ours: History, theirs: History, path: Path, args: Namespace, context: Context, *, ask_first: bool
) -> int:
    from ..storage.merge import differences

    found = differences(ours, theirs)
    for line in differences_lines(found):
        say(line)
    if not found.brings:
        say(f"{path.name} brings nothing that is not here already." if not args.dry_run else "Nothing would change.")
        return 0
    if args.dry_run:
        say("Nothing was taken over (--dry-run).")
        return 0
    if ask_first and at_a_terminal() and not agreed("Take this over?", args.yes, ""):
        say("Nothing was taken over.")
        return 0
    with uninterrupted():
        kept = journal.backup("before-import")
        saved = journal.merge(f"Import of {path.name}", theirs)
    if context.demo:
        say("This is the made-up history; nothing of it is kept.")
    else:
        say("Taken over." + (" To go back: sciatica-tui restore" if kept is not None else ""))
    if not saved.certain:
        note("It is saved, but the disk has not confirmed yet that it would survive a power cut.")
    return 0


def differences_lines(found: Differences) -> list[str]:
    """What another copy brings, and what stays as it is here."""
    rows = (
        (len(found.added), "new"),
        (len(found.changed), "newer there"),
        (len(found.deleted), "deleted there"),
        (len(found.newer_here), "newer here, left as they are"),
        (len(found.deleted_here), "deleted here since, left so"),
    )
    said = [f"{number} {words}" for number, words in rows if number]
    return [f"Records: {', '.join(said)}."] if said else []
