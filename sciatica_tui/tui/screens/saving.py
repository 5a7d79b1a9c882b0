"""Asking until it is kept, and saving; where another window has changed the same meanwhile, the person decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from ...domain.check_in import form as forms
from ...domain.check_in.form import Form
from ...domain.errors import AppError, BadInput
from ...domain.record_text import describe
from ...domain.records import Record
from ...services.check_ins import Deletion
from ...services.commands import with_keys
from ...services.concurrent_changes import ChangedMeanwhile, Conflict, unsaved_flags
from ...services.container import Services
from ..messages import RedFlagsRaised
from ..notices import say_error
from .dialogs import Answer, Ask
from .mode_screen import TAKES_BACK
from .questionnaire import Asked

A = TypeVar("A")

MINE, THEIRS = "mine", "theirs"

UNCERTAIN = "The disk has not confirmed it yet."

DELETED_MEANWHILE = "Another window deleted this entry meanwhile."
DELETED_ALREADY = "Another window has deleted this entry already."
STAYS_DELETED = "Not saved: the entry stays deleted."
STAYS_THEIRS = "Not saved: the entry stays as the other window changed it."


async def ask_until_kept(
    app: App[Any], screen: Callable[[A], Screen[A | None]], save: Callable[[A], Awaitable[bool]], answers: A
) -> bool:
    """Ask on a screen made for answers, and save what is answered, until that is done or the person goes back.

    `answers` are the first to show, then those that could not be saved; `save` returns whether the person is done with
    it, as `keep` does. An AppError that it raises is said. Returns whether it came to that.
    """
    refused: BadInput | None = None
    while True:
        next_screen = screen(answers)
        if refused is not None and not _refused_in_place(next_screen, refused):
            tell_failure(app, refused)
        new_answers = await app.push_screen_wait(next_screen)
        if new_answers is None:
            return False
        answers, refused = new_answers, None
        try:
            if await save(answers):
                return True
        except BadInput as error:
            refused = error
        except AppError as error:
            tell_failure(app, error)


def _refused_in_place(screen: Screen[Any], error: BadInput) -> bool:
    """Say on a page of questions why one of its answers can't be taken; return whether it has that question."""
    return isinstance(screen, Asked) and screen.refuse(error.field, str(error))


async def keep(
    app: App[Any],
    services: Services,
    label: str,
    sentence: str | Callable[[Record], str],
    *records: Record,
    before: Iterable[Record] = (),
    delete: Iterable[Record] = (),
    hint: str = TAKES_BACK,
    on_failure: str = "",
) -> bool:
    """Save records and say the sentence and the hint; return whether the person is done with it.

    `before` are those that were there already, as the person saw them. Where only the person can say which change
    counts, they are asked. Not done is what failed, which is said with `on_failure`, and what the person went back to;
    done is also what they left as another window has it. An empty sentence says nothing.
    """
    deletions = tuple(delete)
    while True:
        try:
            saved = await services.journal_writer.save(label, *records, before=before, delete=deletions)
        except ChangedMeanwhile as collision:
            question = _keep_deleted() if collision.deleted else which_counts(collision.conflicts)
            choice = await app.push_screen_wait(question)
            if choice is None:
                _tell_of_flags(app, collision)
                return False
            records, before = collision.mine if choice == MINE else collision.theirs, collision.now
            if choice == THEIRS and (collision.deleted or records == collision.now):
                app.notify(STAYS_DELETED if collision.deleted else STAYS_THEIRS, timeout=10)
                _tell_of_flags(app, collision)
                return True
        except AppError as error:
            tell_failure(app, error, on_failure)
            return False
        else:
            words = sentence if isinstance(sentence, str) else sentence(_as_saved(services, records[0]))
            tell_saved(app, services, words, hint if words else "", certain=saved.certain)
            return True


async def delete_or_ask(app: App[Any], services: Services, label: str, record: Record) -> Deletion | None:
    """Delete a record, and ask first where another window has changed it since; None where nothing was deleted.

    Raises StoreError, BadInput.
    """
    while True:
        try:
            return await services.journal_writer.delete(label, record)
        except ChangedMeanwhile as collision:
            if collision.deleted:
                app.notify(DELETED_ALREADY)
                return None
            (record,) = collision.now
            if await app.push_screen_wait(_delete_changed(record)) != MINE:
                return None


def _delete_changed(record: Record) -> Ask:
    answers = (Answer("k", "Keep it", THEIRS), Answer("d", "Delete it all the same", MINE))
    words = f"Another window has changed this entry meanwhile. It is now: {describe(record)}."
    return Ask("Changed meanwhile", words, answers)


def _as_saved(services: Services, record: Record) -> Record:
    return services.journal.get(type(record), record.id) or record


def tell_saved(app: App[Any], services: Services, sentence: str, hint: str = TAKES_BACK, *, certain: bool) -> None:
    """Say that a change is made, and the hint, with its keys; also where the disk has not confirmed it yet."""
    if words := saved_words(sentence, with_keys(hint, services.settings.keys), certain=certain):
        app.notify(words, timeout=10)


def saved_words(*sentences: str, certain: bool) -> str:
    """Return what to say of a change that is made; after the first sentence, that the disk has not confirmed it yet."""
    first, *hints = sentences
    uncertain = "" if certain else UNCERTAIN if first else f"It is saved. {UNCERTAIN}"
    return " ".join(filter(None, (first, uncertain, *hints)))


def tell_failure(app: App[Any], error: AppError, remark: str = "") -> None:
    """Say why something could not be saved, and the remark; of a red flag among it show what to do."""
    say_failure(app, error, remark)
    _tell_of_flags(app, error)


def say_failure(app: App[Any], error: AppError, remark: str = "") -> None:
    """Say why something could not be saved, and the remark: until it is read, or, of what was typed, in passing."""
    sentence = f"{error} {remark}".strip()
    if isinstance(error, BadInput):
        app.notify(sentence, severity="warning", timeout=12)
    else:
        say_error(app, sentence)


def _tell_of_flags(app: App[Any], error: AppError) -> None:
    if flags := unsaved_flags(error):
        app.post_message(RedFlagsRaised(flags))


def which_counts(conflicts: Iterable[Conflict]) -> Ask:
    """Ask whose answers count where this window and another have changed the same; dismisses with one of the two."""
    answers = (Answer("m", "Mine counts", MINE), Answer("t", "The other window's counts", THEIRS))
    return Ask("Changed meanwhile", "\n".join(conflict.sentence for conflict in conflicts), answers)


async def agree(app: App[Any], form: Form, conflicts: Sequence[Conflict]) -> Form | None:
    """Ask whose answers count in the form of a check-in; return it as agreed, None where the person goes back."""
    choice = await app.push_screen_wait(which_counts(conflicts))
    if choice is None:
        return None
    return forms.agreed(form, {conflict.path: conflict.theirs for conflict in conflicts}, keep=choice == MINE)


def _keep_deleted() -> Ask:
    answers = (Answer("k", "Keep it, as it is here", MINE), Answer("d", "Leave it deleted", THEIRS))
    return Ask("Deleted meanwhile", DELETED_MEANWHILE, answers)
