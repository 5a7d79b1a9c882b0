"""Saving what was asked for; where another window has changed the same or deleted it meanwhile, the person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual.app import App

from ...domain.check_in import form as forms
from ...domain.check_in.form import Form
from ...domain.errors import AppError
from ...domain.records import Record
from ...services.changes import ChangedMeanwhile, Conflict, unsaved_flags
from ...services.commands import with_keys
from ...services.container import Services
from ..messages import RedFlagsRaised
from ..notices import say_error
from .dialogs import Answer, Ask
from .mode_screen import TAKES_BACK

MINE, THEIRS = "mine", "theirs"

DELETED_MEANWHILE = "Another window deleted this entry meanwhile."
STAYS_DELETED = "Not saved: the entry stays deleted."
STAYS_THEIRS = "Not saved: the entry stays as the other window changed it."


async def keep(
    app: App[Any],
    services: Services,
    label: str,
    sentence: str | Callable[[Record], str],
    *records: Record,
    before: Iterable[Record] = (),
    delete: Iterable[Record] = (),
    hint: str = "",
) -> bool:
    """Save records and say the sentence, how it is undone and the hint; return whether the person is done with it.

    `before` are those that were there already, as the person saw them. Not done is what failed, which is said, and
    what the person went back to; done is also what they left as another window has it. An empty sentence says nothing.
    """
    try:
        saved = await save_or_ask(app, services, label, *records, before=before, delete=delete)
    except AppError as error:
        tell_failure(app, error)
        return False
    if saved and sentence:
        words = sentence if isinstance(sentence, str) else sentence(saved[0])
        keys = with_keys(f"{TAKES_BACK} {hint}".strip(), services.settings.keys)
        app.notify(f"{words} {keys}", timeout=10, markup=False)
    return saved is not None


async def save_or_ask(
    app: App[Any],
    services: Services,
    label: str,
    *records: Record,
    before: Iterable[Record] = (),
    delete: Iterable[Record] = (),
) -> Sequence[Record] | None:
    """Save records, and ask which change counts where only the person can say; return them as they were saved.

    Empty where the person left it as the other window has it, and was told; `None` where they went back, with nothing
    saved. Raises StoreError, BadInput.
    """
    deletions = tuple(delete)
    while True:
        try:
            await services.journal_writer.save(label, *records, before=before, delete=deletions)
        except ChangedMeanwhile as collision:
            question = _keep_deleted() if collision.deleted else which_counts(collision.conflicts)
            choice = await app.push_screen_wait(question)
            if choice is None:
                return None
            records, before = collision.mine if choice == MINE else collision.theirs, collision.now
            if choice == THEIRS and (collision.deleted or records == collision.now):
                app.notify(STAYS_DELETED if collision.deleted else STAYS_THEIRS, timeout=10, markup=False)
                return ()
        else:
            return [services.journal.get(type(record), record.id) or record for record in records]


def tell_failure(app: App[Any], error: AppError, more: str = "") -> None:
    """Say why something could not be saved, and `more`; show what to do about a red flag that was not saved with it."""
    say_error(app, f"{error} {more}".strip())
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
