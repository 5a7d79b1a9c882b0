"""The check-in form as a value: what was answered so far, for which day, and the records it makes when saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import msgspec

from .measures import BY_PATH, Answers, Depth, answers_of, checkin_from
from .records import CheckIn, Episode, Medication

MEDICATION = "medication"
"""The path of what was taken; kept as records of their own beside the check-in."""

ACTIVITIES = "activities"
"""The path of the activities the person names; kept in the episode."""


@dataclass(frozen=True)
class Form:
    """A form being filled in. `began_at` is the instant it was opened; `editing` the entry it changes, if any."""

    id: str
    day: date
    began_at: datetime
    depth: Depth = Depth.QUICK
    answers: Mapping[str, Any] = field(default_factory=dict)
    editing: CheckIn | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is answered."""
        return not self.answers

    def answered(self, path: str, value: object) -> Form:
        """The form with one answer changed; None takes it back."""
        answers = {p: v for p, v in self.answers.items() if p != path}
        if value is not None:
            answers[path] = value
        return replace(self, answers=answers)

    def checkin(self, stamp: Mapping[str, Any], today: date, now: datetime) -> CheckIn:
        """The record: with the time it was felt where that is known, else only with its day.

        Raises BadInput where an answer is out of range.
        """
        answers = {p: v for p, v in self.answers.items() if p not in (MEDICATION, ACTIVITIES)}
        if self.editing is not None:
            fixed = msgspec.to_builtins(self.editing)
            return checkin_from(answers, **{name: fixed.get(name) for name in (*stamp, "day", "at")})
        at = now if self.day == today else None
        return checkin_from(answers, **{**stamp, "id": self.id}, day=self.day, at=at)


def edit(entry: CheckIn, medications: Iterable[Medication], now: datetime) -> Form:
    """The form that changes an entry, as deep as what was answered in it."""
    answers = answers_of(entry)
    taken = [m.product for m in medications if m.checkin == entry.id]
    if taken:
        answers[MEDICATION] = taken
    deepest = max((depth_of(path).value for path in answers), default=Depth.QUICK.value)
    return Form(entry.id, entry.day, now, Depth(deepest), answers, entry)


def depth_of(path: str) -> Depth:
    """The depth at which an answer is asked."""
    if path in (ACTIVITIES, "bother"):
        return Depth.WEEKLY
    for known in (path, path.rpartition(".")[0], path.partition(".")[0]):
        if known in BY_PATH:
            return BY_PATH[known].depth
    return Depth.QUICK


def earlier_answers(checkins: Sequence[CheckIn], day: date) -> Answers:
    """What was answered on a day, the latest of each question."""
    answers: Answers = {}
    on_day = sorted((c for c in checkins if c.day == day), key=lambda c: (c.at.timestamp() if c.at else 0.0, c.id))
    for checkin in on_day:
        answers.update(answers_of(checkin))
    answers.pop("red_flags", None)
    return answers


def medication_changes(
    form: Form, entry: CheckIn, known: Iterable[Medication], stamps: Iterable[Mapping[str, Any]]
) -> tuple[list[Medication], list[Medication]]:
    """What was taken, as (records to add, records to drop): those typed anew and those no longer named."""
    wanted = list(form.answers.get(MEDICATION) or ())
    ours = [m for m in known if m.checkin == entry.id]
    drop = [m for m in ours if m.product not in wanted]
    new = [product for product in wanted if product not in {m.product for m in ours}]
    made = [
        Medication(**stamp, day=entry.day, at=entry.at, product=product, checkin=entry.id)
        for product, stamp in zip(new, stamps, strict=False)
    ]
    return made, drop


def renamed_activities(form: Form, episode: Episode | None) -> Episode | None:
    """The episode with the activities named in the form; None where they are unchanged."""
    names = form.answers.get(ACTIVITIES)
    if episode is None or names is None or tuple(names) == (episode.activities or ()):
        return None
    return msgspec.structs.replace(episode, activities=tuple(names))


@dataclass(frozen=True)
class Drafts:
    """The forms left half filled: one for each day, and one for each entry being edited; `newest` is its key."""

    forms: Mapping[str, Form] = field(default_factory=dict)
    newest: str = ""

    def of(self, day: date) -> Form | None:
        """The form begun for a day."""
        return self.forms.get(day.isoformat())

    def latest(self) -> Form | None:
        """The form that was last worked on."""
        return self.forms.get(self.newest)

    def of_entry(self, entry: CheckIn) -> Form | None:
        """The form begun for changing an entry."""
        return self.forms.get(entry.id)

    def with_form(self, form: Form) -> Drafts:
        """With this form as it is now; an empty one is let go."""
        rest = {key: each for key, each in self.forms.items() if key != _key(form)}
        if form.empty and form.editing is None:
            return Drafts(rest, self.newest)
        return Drafts({**rest, _key(form): form}, _key(form))

    def without(self, form: Form) -> Drafts:
        """Without this form."""
        return Drafts({key: each for key, each in self.forms.items() if key != _key(form)}, "")

    def document(self) -> dict[str, object] | None:
        """As plain values, for the side file that survives a crash; None where there is nothing to keep."""
        if not self.forms:
            return None
        return {"newest": self.newest, "forms": [_plain(form) for form in self.forms.values()]}


def drafts_from(
    document: Mapping[str, object] | None, checkins: Iterable[CheckIn], medications: Sequence[Medication] = ()
) -> Drafts:
    """The drafts in a side file; what is not a form, or edits an entry that is gone, is left out.

    So is a form that says what is saved already (the app was killed between the two writes); one that says more has
    become the editing of that entry.
    """
    if document is None:
        return Drafts()
    known = {checkin.id: checkin for checkin in checkins}
    kept = document.get("forms")
    found = [form for each in (kept if isinstance(kept, list) else ()) if (form := _form(each, known)) is not None]
    open_ = [form for form in found if form.editing is None or _changes(form, form.editing, medications)]
    return Drafts({_key(form): form for form in open_}, str(document.get("newest", "")))


def _changes(form: Form, entry: CheckIn, medications: Sequence[Medication]) -> bool:
    return dict(form.answers) != edit(entry, medications, form.began_at).answers


def _key(form: Form) -> str:
    return form.editing.id if form.editing is not None else form.day.isoformat()


def _plain(form: Form) -> dict[str, object]:
    return {
        "id": form.id,
        "day": form.day.isoformat(),
        "began_at": form.began_at.isoformat(),
        "depth": form.depth.value,
        "answers": dict(form.answers),
        "editing": form.editing.id if form.editing is not None else None,
    }


class _Draft(msgspec.Struct):
    id: str
    day: date
    began_at: datetime
    depth: int
    answers: dict[str, Any]
    editing: str | None = None


def _form(document: object, known: Mapping[str, CheckIn]) -> Form | None:
    try:
        draft = msgspec.convert(document, _Draft)
        depth = Depth(draft.depth)
    except (msgspec.ValidationError, ValueError):
        return None
    editing = known.get(draft.editing or draft.id)
    if draft.editing is not None and editing is None:
        return None
    return Form(draft.id, draft.day, draft.began_at, depth, draft.answers, editing)


def at_depth(form: Form, depth: Depth) -> Form:
    """The same form, asking more or less; no answer is lost by asking less."""
    return replace(form, depth=depth)


def deeper(form: Form, depth: Depth) -> Form:
    """The form, asking at least this much."""
    return replace(form, depth=max(form.depth, depth, key=lambda d: d.value))
