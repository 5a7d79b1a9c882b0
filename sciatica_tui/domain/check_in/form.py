"""The check-in form as a value: what was answered so far, for which day, and the records it makes when saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import msgspec
from msgspec.structs import replace

from ..days import DAY_ENDS, day_of
from ..errors import BadInput
from ..measures.answers import Answers, answers_of, checkin_from
from ..measures.catalogue import measure_at
from ..measures.questions import Depth
from ..records import CheckIn, Episode, Medication
from .medication import in_words, product_and_amount

MEDICATION = "medication"
"""The path of what was taken; kept as records of their own beside the check-in."""

ACTIVITIES = "activities"
"""The path of the activities the person names; kept in the episode."""


class Form(msgspec.Struct, frozen=True):
    """A form being filled in. `began_at` is the instant it was opened; `editing` the entry it changes, if any.

    `before` is what was answered when the editing began: what differs from it is what the person changed.
    """

    id: str
    day: date
    began_at: datetime
    depth: Depth = Depth.QUICK
    answers: Mapping[str, Any] = {}
    editing: CheckIn | None = None
    before: Mapping[str, Any] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing is answered."""
        return not self.answers

    @property
    def changed(self) -> bool:
        """Whether it says something else than when the editing began."""
        return self.answers != self.before

    @property
    def worth_keeping(self) -> bool:
        """Whether it holds answers that would be lost with it."""
        return self.changed and not self.empty

    def began_that_day(self, day_ends: time = DAY_ENDS) -> bool:
        """Whether it was begun on the day that it is of, rather than later."""
        return day_of(self.began_at, day_ends) == self.day

    def answered(self, path: str, value: object) -> Form:
        """Return the form with one answer changed; None takes it back."""
        answers = {p: v for p, v in self.answers.items() if p != path}
        if value is not None:
            answers[path] = value
        return replace(self, answers=answers)

    def checkin(self, stamp: Mapping[str, Any], today: date, now: datetime, *, day_ends: time = DAY_ENDS) -> CheckIn:
        """Return the record: with the time it was felt where that is known, else only with its day.

        Of a day that ended while the form was filled in, that is the time when it was begun.

        Raises BadInput where an answer is out of range.
        """
        answers = {p: v for p, v in self.answers.items() if p not in (MEDICATION, ACTIVITIES)}
        if self.editing is not None:
            fixed = msgspec.to_builtins(self.editing)
            return checkin_from(answers, **{name: fixed.get(name) for name in (*stamp, "day", "at")})
        began = self.began_at if self.began_that_day(day_ends) else None
        at = now if self.day == today else began
        return checkin_from(answers, **{**stamp, "id": self.id}, day=self.day, at=at)


def edit(entry: CheckIn, medications: Iterable[Medication], now: datetime) -> Form:
    """Return the form that changes an entry, as deep as what was answered in it."""
    answers = answers_of(entry)
    products = [in_words(m) for m in medications if m.checkin == entry.id]
    if products:
        answers[MEDICATION] = products
    return Form(entry.id, entry.day, now, _deepest(answers), answers, entry, answers)


def rebased(form: Form, entry: CheckIn, medications: Iterable[Medication]) -> Form:
    """Return the form over the entry as it is now: what was changed in the form is kept, all else is as the entry says.

    Another window may have changed the entry since, or saved it from the same half-filled form.
    """
    now = edit(entry, medications, form.began_at)
    mine = changes(form)
    answers = {path: value for path, value in {**now.answers, **mine}.items() if value is not None}
    if MEDICATION in mine:
        answers[MEDICATION] = _medication(mine, form.before, now.answers)
    return replace(now, depth=form.depth, answers=answers)


def changes(form: Form) -> dict[str, Any]:
    """Return what the person changed since the editing began, by path; `None` for an answer that was taken back."""
    answers: Answers = msgspec.json.decode(msgspec.json.encode(form.answers))
    paths = dict.fromkeys((*answers, *form.before))
    return {path: answers.get(path) for path in paths if answers.get(path) != form.before.get(path)}


def agreed(form: Form, theirs: Mapping[str, Any], *, keep: bool) -> Form:
    """Return the form once it is said whose answers count: `theirs`, by path, or with `keep` the form's own."""
    before = {**form.before, **theirs}
    answers = form.answers if keep else {**form.answers, **theirs}
    answers = {path: value for path, value in answers.items() if value is not None}
    return replace(form, answers=answers, before={path: value for path, value in before.items() if value is not None})


def became(form: Form, entry: CheckIn, medications: Iterable[Medication]) -> bool:
    """Tell whether an entry with the form's id is this form, saved: one of the two says all that the other says.

    Else two windows took up the same half-filled form and each wrote something of its own.
    """
    answers: Answers = msgspec.json.decode(msgspec.json.encode(form.answers))
    entry_answers = edit(entry, medications, form.began_at).answers
    return form.editing is not None or _holds(answers, entry_answers) or _holds(entry_answers, answers)


def _holds(answers: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    return all(path in answers and answers[path] == value for path, value in part.items())


def _medication(mine: Answers, before: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The entry's medicines now, with those that this form added and without those that it took out."""
    in_form, at_first, in_entry = (answers.get(MEDICATION) or [] for answers in (mine, before, theirs))
    staying = [product for product in in_entry if product in in_form or product not in at_first]
    return staying + [product for product in in_form if product not in (*in_entry, *at_first)]


def depth_of(path: str) -> Depth:
    """Return the depth at which an answer is asked."""
    if path in (ACTIVITIES, "bother"):
        return Depth.WEEKLY
    try:
        return measure_at(path).depth
    except KeyError:
        return Depth.QUICK


def earlier_answers(checkins: Sequence[CheckIn], day: date) -> Answers:
    """Return what was answered on a day, the latest of each question."""
    answers: Answers = {}
    on_day = sorted((c for c in checkins if c.day == day), key=lambda c: (c.at.timestamp() if c.at else 0.0, c.id))
    for checkin in on_day:
        answers.update(answers_of(checkin))
    answers.pop("red_flags", None)
    return answers


def medication_changes(
    form: Form, entry: CheckIn, medications: Iterable[Medication], stamps: Iterable[Mapping[str, Any]]
) -> tuple[list[Medication], list[Medication]]:
    """Return what was taken, as (records to add, records to drop): those typed anew and those no longer named."""
    products = list(form.answers.get(MEDICATION) or ())
    ours = [m for m in medications if m.checkin == entry.id]
    records_to_drop = [m for m in ours if in_words(m) not in products]
    new = [product for product in products if product not in {in_words(m) for m in ours}]
    records_to_add = [
        Medication(**stamp, day=entry.day, at=entry.at, product=product, amount=amount, checkin=entry.id)
        for (product, amount), stamp in zip(map(product_and_amount, new), stamps, strict=False)
    ]
    return records_to_add, records_to_drop


def renamed_activities(form: Form, episode: Episode | None) -> Episode | None:
    """Return the episode with the activities named in the form; None where they are unchanged."""
    names = form.answers.get(ACTIVITIES)
    if episode is None or names is None or tuple(names) == (episode.activities or ()):
        return None
    return msgspec.structs.replace(episode, activities=tuple(names))


class Drafts(msgspec.Struct, frozen=True):
    """The forms left half filled, the one last worked on behind the others; `newest` is the id of the latest."""

    forms: tuple[Form, ...] = ()
    newest: str = ""

    def of(self, day: date) -> Form | None:
        """Return the form begun for a day, the latest where two windows began one each."""
        return next((form for form in reversed(self.forms) if form.editing is None and form.day == day), None)

    def latest(self) -> Form | None:
        """Return the form of a new check-in that was last worked on; an edit waits for its entry."""
        new = [form for form in self.forms if form.editing is None]
        return next((form for form in new if form.id == self.newest), new[-1] if new else None)

    def unfinished(self) -> CheckIn | None:
        """Return the entry whose changing was left half done, the last one."""
        return next((form.editing for form in reversed(self.forms) if form.editing is not None), None)

    def of_entry(self, entry: CheckIn) -> Form | None:
        """Return the form begun for changing an entry."""
        return next((form for form in self.forms if form.editing is not None and form.id == entry.id), None)


def draft_kept(document: Mapping[str, object] | None, form: Form) -> dict[str, object] | None:
    """Return what the side file is to hold, with this form as it is now; an empty one is let go.

    The other forms in it may be another window's, and stay as they are.
    """
    if form.empty and form.editing is None:
        return draft_let_go(document, form)
    return {"newest": form.id, "forms": [*_forms_beside(document, form), _plain(form)]}


def draft_let_go(document: Mapping[str, object] | None, form: Form) -> dict[str, object] | None:
    """Return what the side file is to hold, without this form; None where nothing is left to keep."""
    forms = _forms_beside(document, form)
    newest = document.get("newest") if document is not None else None
    return {"newest": "" if newest == form.id else newest, "forms": forms} if forms else None


def _forms_beside(document: Mapping[str, object] | None, form: Form) -> list[object]:
    return [draft for draft in _forms(document) if isinstance(draft, dict) and draft.get("id") != form.id]


def _forms(document: Mapping[str, object] | None) -> list[object]:
    forms = document.get("forms") if document is not None else None
    return forms if isinstance(forms, list) else []


def drafts_from(
    document: Mapping[str, object] | None, checkins: Iterable[CheckIn], medications: Sequence[Medication] = ()
) -> Drafts:
    """Return the drafts in a side file; what is not a form is left out.

    An edit of an entry that is gone is the form of a new one, where something was changed in it, else left out. So is
    a form that says what is saved already (the app was killed between the two writes); one that says more has become
    the editing of that entry, and one that says otherwise is an entry of its own (see `became`).
    """
    if document is None:
        return Drafts()
    entries = {checkin.id: checkin for checkin in checkins}
    forms = [form for draft in _forms(document) if (form := _form(draft, entries, medications)) is not None]
    unsaved = tuple(form for form in forms if form.editing is None or form.changed)
    return Drafts(unsaved, str(document.get("newest", "")))


def _plain(form: Form) -> dict[str, object]:
    return {
        "id": form.id,
        "day": form.day.isoformat(),
        "began_at": form.began_at.isoformat(),
        "depth": form.depth.value,
        "answers": dict(form.answers),
        "editing": form.editing.id if form.editing is not None else None,
        "before": dict(form.before),
    }


class _Lists(msgspec.Struct):
    medication: list[str] | None = None
    activities: list[str] | None = None


class _Draft(msgspec.Struct):
    id: str
    day: date
    began_at: datetime
    depth: Depth
    answers: dict[str, Any]
    editing: str | None = None
    before: dict[str, Any] = {}


def usable(document: Mapping[str, object]) -> dict[str, object] | None:
    """Say what a side file says, without what is no form; the same where all is well, None where nothing is left."""
    forms = [form for form in _forms(document) if _draft(form) is not None]
    return {**document, "forms": forms} if forms else None


def _draft(document: object) -> _Draft | None:
    try:
        draft = msgspec.convert(document, _Draft)
        for answers in (draft.answers, draft.before):
            msgspec.convert({name: answers[name] for name in (MEDICATION, ACTIVITIES) if name in answers}, _Lists)
            in_checkin = {path: value for path, value in answers.items() if path not in (MEDICATION, ACTIVITIES)}
            began = draft.began_at
            checkin_from(in_checkin, id=draft.id, created_at=began, updated_at=began, rev=1, day=draft.day)
    except (msgspec.ValidationError, TypeError):
        return None
    except BadInput as error:
        return draft if "missing required field" in str(error.__cause__) else None  # its other half is still to come
    return draft


def _form(document: object, entries: Mapping[str, CheckIn], medications: Sequence[Medication]) -> Form | None:
    draft = _draft(document)
    if draft is None:
        return None
    editing = entries.get(draft.editing or draft.id)
    if draft.editing is not None and editing is None:
        new = Form(draft.id, draft.day, draft.began_at, draft.depth, draft.answers)
        return new if new.answers != draft.before and not new.empty else None
    editing_since = editing if draft.editing is not None else None
    form = Form(draft.id, draft.day, draft.began_at, draft.depth, draft.answers, editing_since, draft.before)
    if editing is None or not became(form, editing, medications):
        return form
    return rebased(form, editing, medications)


def at_depth(form: Form, depth: Depth) -> Form:
    """Return the same form, asking more or less; no answer is lost by asking less."""
    return replace(form, depth=depth)


def depth_for(form: Form, wanted: Depth) -> Depth:
    """Return how much a form is to ask, where `wanted` is the depth of the question that is wanted.

    The weekly tests stand by themselves: they are shown if they are wanted, and not otherwise.
    """
    if wanted is Depth.WEEKLY:
        return wanted
    depth = _deepest(form.answers) if form.depth is Depth.WEEKLY else form.depth
    return wanted if depth is Depth.WEEKLY else max(depth, wanted, key=lambda d: d.value)


def _deepest(answers: Iterable[str]) -> Depth:
    """The depth that shows these answers: of the weekly tests only where there is nothing else."""
    depths = {depth_of(path) for path in answers if path != "red_flags"}
    return max(depths - {Depth.WEEKLY} or depths or {Depth.QUICK}, key=lambda d: d.value)
