"""`sciatica-tui import`: a JSON or CSV export, or a spreadsheet of one's own."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from ..domain.errors import BadInput
from ..domain.progress import Progress
from ..domain.text.grammar import joined
from ..services import imports
from ..services.check_ins import open_flags_text
from ..services.commands import with_keys
from ..services.device_copies import differences_lines
from ..services.import_episodes import episode_sentences
from ..services.input_files import read_file
from ..services.keymap import move
from .context import Context, at_a_terminal
from .output import note, note_uncertain, say, say_command, show
from .parser import Parser
from .prompts import agreed, ask, choose_output, command_line, long_work, one_file, say_how_to_undo, uninterrupted
from .red_flag_prompt import tell_arrivals
from .streams import STREAM, read_stdin

INTRO = """\
Import an export of this app, or a spreadsheet of your own. An export is
imported whole or not at all. From any other spreadsheet, cells, rows and dates
that can't be right are left out, counted, and listed with their line. Nothing
is imported if most of its dates can't be read, or most of a column that your
mapping names.

  sciatica-tui import sciatica.json   an export; importing it twice does no harm
  sciatica-tui import sciatica.csv    an exported spreadsheet, edited or not
  sciatica-tui import diary.csv       any other spreadsheet: shows it, then asks
  sciatica-tui import diary.csv --dry-run               only show it
  sciatica-tui import diary.csv --write-map diary.toml  save the guess, to edit
  sciatica-tui import diary.csv --map diary.toml        import it by that file
  sciatica-tui import - --yes < diary.csv               from standard input
"""

OUTRO = """\
A spreadsheet has one row per entry, a column with the date and, if you like,
one with the time. Columns are recognised by their names and values: ratings of
leg and back pain, 0/1 or yes/no columns such as “calf: sharp”, postures,
activities, medicines, notes. A column that may mean something else has a ?, and
you are asked about it; with --yes it is left out, unless --unsure says
otherwise. Headers may be English, German, French, Spanish, Italian, Dutch or
Portuguese. Exports of Daylio and Bearable are recognised.

When your sheet has grown, import it again: new rows are added, and corrected
rows change their entries. If you changed an entry here too, you are asked which
to keep (--yes keeps yours). If an export holds another version of an entry, the
newer one counts. What you deleted here stays deleted (--deleted-too brings it
back). If an episode comes with it with which your days and verdicts would begin
anew, you are told; --without-episodes lets its entries join yours. undo removes
the whole import; a backup is made first (see restore).
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("import", "FILE|- [options]", INTRO, OUTRO, takes_words=True)
    group = parser.add_argument_group("import")
    group.add_argument("--map", metavar="FILE", help="a TOML file that says what the columns mean")
    group.add_argument("--write-map", metavar="FILE", help="save the guess to this file and import nothing")
    group.add_argument("--format", choices=("json", "csv"), help="what kind of file it is, if the guess is wrong")
    group.add_argument("--dates", choices=("day-first", "month-first"), help="how to read 03/04/2026")
    group.add_argument("--no-header", action="store_true", help="the first row is data")
    group.add_argument("--encoding", metavar="NAME", help="the text encoding: utf-8, windows-1252 …")
    group.add_argument("--unsure", choices=("take", "tag", "skip"), help="columns with a ?: take, tag or note, skip")
    group.add_argument("--dry-run", action="store_true", help="only show what would change")
    group.add_argument("--deleted-too", action="store_true", help="bring back what you deleted here since")
    group.add_argument("--without-episodes", action="store_true", help="leave an export's episodes out")
    group.add_argument("--force", action="store_true", help="overwrite a mapping file without asking")
    group.add_argument("--yes", action="store_true", help="don't ask")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Read a file, show what it would change, ask, and take it over. Raises BadInput."""
    path = one_file(args.words, "import", "diary.csv")
    with long_work(context.clock, "Stopped; nothing was imported.") as progress:
        file = read_stdin() if args.words == [STREAM] else read_file(path, progress)
        path = file.path
        is_json = file.is_json(args.encoding)
        if args.format and is_json != (args.format == "json"):
            raise BadInput(f"{path} is {'JSON' if is_json else 'not JSON'}, but --format says {args.format}.")
        journal = context.journal(writing=not args.dry_run and args.write_map is None)
        now = context.clock.now()
        if is_json:
            if args.map or args.write_map or args.dates:
                raise BadInput(f"{path} is JSON; a mapping is for spreadsheets.")
            incoming = imports.from_export(journal, file, progress)
        else:
            mapping_path = Path(args.map).expanduser() if args.map else None
            header = False if args.no_header else None
            sheet_file = imports.read_sheet_file(file, mapping_path, progress, encoding=args.encoding, header=header)
            if sheet_file.is_own:
                incoming = imports.from_own_sheet(journal, sheet_file, now, progress)
            else:
                sheet_import = imports.SheetImport(
                    journal, now, context.today(), context.config.times.boundary, args.deleted_too
                )
                return _import_sheet(sheet_import, imports.understand(sheet_file), args, context, progress)
        if args.deleted_too:
            incoming = imports.with_deleted(journal, incoming, now)
        if args.without_episodes:
            incoming = imports.without_episodes(journal, incoming)
        lines = differences_lines(journal, incoming.history, incoming.differences, context.today())
        if not _agrees(lines, incoming.differences.brings, path, args):
            return 0
        with uninterrupted():
            imported = imports.take_over(journal, path.name, incoming, now, context.today())
    _tell(imported, episode_sentences(journal, imported.uncounted, context.today()), args, context)
    return 0


def _tell(imported: imports.Imported, sentences: Sequence[str], args: Namespace, context: Context) -> None:
    try:
        say_how_to_undo(args, before="Imported. To undo:")
        if not context.demo:
            for sentence in sentences:
                say(_with_keys(sentence, context))
    finally:  # what to do about a red flag is said even where the answer goes nowhere
        note_uncertain(imported.certain)
        tell_arrivals(imported.raised, context.today(), context.config.help, context.paths.config)
        if imported.open_flags:
            note(open_flags_text(imported.open_flags))


def _with_keys(sentence: str, context: Context) -> str:
    keys, _ = move(context.config.keys)
    return with_keys(sentence, keys)


def _import_sheet(
    sheet_import: imports.SheetImport,
    spreadsheet: imports.Spreadsheet,
    args: Namespace,
    context: Context,
    progress: Progress,
) -> int:
    """Show how a spreadsheet is understood and what it brings, ask, and take it over. Raises BadInput."""
    if spreadsheet.date_formats:
        spreadsheet = imports.with_dates(spreadsheet, day_first=_is_day_first(spreadsheet, args))
    for line in spreadsheet.lines:
        show(line)
    if args.write_map:
        _write_map(Path(args.write_map).expanduser(), spreadsheet, args, context)
        return 0
    skipped = bool(spreadsheet.unsure) and args.unsure is None
    spreadsheet = _with_unsure(spreadsheet, args)
    entries = sheet_import.entries(spreadsheet, progress)
    show("")
    for line in entries.preview:
        show(line)
    path = spreadsheet.sheet.path
    if not entries.rows:
        unsure = ", and --unsure take imports the columns with a ?" if skipped else ""
        raise BadInput(f"{path}: only the dates were understood; --map lets you say what the columns mean{unsure}.")
    changes = sheet_import.changes(entries)
    show("")
    sentences = (sheet_import.beside(changes), entries.left_out.words, *imports.changes_lines(changes))
    too_early = _with_keys(sheet_import.before_start(changes), context)
    for sentence in filter(None, (imports.count_line(changes), *sentences, too_early)):
        show(sentence)
    if not changes.brings and not changes.removals:
        say("Nothing would change." if args.dry_run else f"{path.name} has nothing new.")
    elif args.dry_run:
        say("Nothing was imported (--dry-run).")
    elif not agreed(
        "Import this?",
        args.yes,
        "Nothing was imported, as there is no terminal to ask you in; add --yes to import it as shown.",
    ):
        say("Nothing was imported.")
    else:
        sheet_wins = _prefers("sheet", "Changed here too: keep yours, or use the sheet's?", changes.conflicts, args)
        delete_gone = _prefers(
            "delete", "No longer in the sheet: keep them, or delete them here too?", changes.removals, args
        )
        with uninterrupted():
            imported = sheet_import.take_over(
                path.name, entries, changes, sheet_wins=sheet_wins, delete_gone=delete_gone
            )
        if changes.keeps_all(sheet_wins=sheet_wins, delete_gone=delete_gone):
            say(imports.ALL_KEPT)
            return 0
        _tell(imported, episode_sentences(sheet_import.journal, imported.uncounted, sheet_import.today), args, context)
    return 0


def _prefers(answer: str, question: str, entries: Sequence[object], args: Namespace) -> bool:
    """Ask what becomes of entries, where there are any; whether it is `answer`, not to keep them as with --yes."""
    return bool(entries) and not args.yes and ask(f"{question} k keep · {answer[0]} {answer}: ") in (answer[0], answer)


def _with_unsure(spreadsheet: imports.Spreadsheet, args: Namespace) -> imports.Spreadsheet:
    """Ask about each column that may mean something else; where nobody can be asked, it is left out and named."""
    titles = spreadsheet.unsure
    if titles and (args.unsure or args.yes or args.dry_run or not at_a_terminal()):
        choice = imports.Unsure(args.unsure or imports.Unsure.SKIP)
        for title in titles:
            spreadsheet = imports.with_unsure(spreadsheet, title, choice)
        if args.unsure is None:
            show(f"  Left out, as you were not asked: {', '.join(titles)}.")
            show("  To import them: --unsure take as shown here, --unsure tag as a tag or in the note.")
        return spreadsheet
    for title in titles:
        show("")
        show(f"{title}: {spreadsheet.meaning(title)}")
        choices = {imports.CHOICE_KEYS[choice]: choice for choice in spreadsheet.choice_words(title)}
        for key, choice in choices.items():
            show(f"  {key}  {spreadsheet.choice_words(title)[choice]}")
        answer = ask(f"{joined([*choices], 'or')}: ")
        spreadsheet = imports.with_unsure(
            spreadsheet, title, choices.get((answer or "")[:1].lower(), imports.Unsure.SKIP)
        )
    return spreadsheet


def _is_day_first(spreadsheet: imports.Spreadsheet, args: Namespace) -> bool:
    """Which of two readings of the dates is right. Raises BadInput where nobody can be asked."""
    if args.dates:
        return bool(args.dates == "day-first")
    if not at_a_terminal():
        raise BadInput(
            f"{spreadsheet.sheet.path}: the dates can be read in two ways. {spreadsheet.date_question} "
            "Add --dates day-first or month-first."
        )
    while True:
        answer = ask(f"{spreadsheet.date_question} 1 or 2: ")
        if answer in ("1", "2"):
            return answer == "1"
        if answer is None:
            raise BadInput("Nothing was imported; add --dates day-first or month-first.")


def _write_map(path: Path, spreadsheet: imports.Spreadsheet, args: Namespace, context: Context) -> None:
    if path.exists() and path.samefile(spreadsheet.sheet.path):
        raise BadInput(f"{path} is the spreadsheet itself; name another file for the mapping.")
    if not choose_output(path, context.paths, args.force):
        return
    unfit = imports.write_sheet_mapping(spreadsheet, path, context.paths)
    if unfit:
        show(f"The mapping leaves out {joined(unfit)}: most of the cells can't be what the title says.")
    import_words = f"import {shlex.quote(args.words[0])} --map {shlex.quote(str(path))}"
    say("")
    say_command(f"The mapping is in {path}; edit it, then run:", command_line(args, import_words))


def _agrees(lines: Sequence[str], number: int, path: Path, args: Namespace) -> bool:
    """Show in `lines` what would change, that `number` of records, and ask whether it shall."""
    for line in lines:
        show(line)
    if not number:
        say("Nothing would change." if args.dry_run else f"{path.name} has nothing new.")
        return False
    if args.dry_run:
        say("Nothing was imported (--dry-run).")
        return False
    if at_a_terminal() and not agreed("Import this?", args.yes, ""):
        say("Nothing was imported.")
        return False
    return True
