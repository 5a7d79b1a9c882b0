"""The form's fields, made from the catalogue of measures, and their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

import msgspec
from rich.cells import cell_len
from textual.widget import Widget

from ...domain.charts.chart import Chart
from ...domain.check_in import form as forms
from ...domain.check_in.form import Form
from ...domain.check_in.headings import SECTIONS
from ...domain.check_in.medication import in_words
from ...domain.measures.catalogue import BY_PATH, MEASURES, Measure, side_paths
from ...domain.measures.questions import Choice, Depth, Number, Scale, Special
from ...domain.records import Activity, CheckIn, Episode, Medication, Side, Symptom
from ...domain.red_flags.flags import FIRST_NONE
from ...domain.routines.self_tests import HEEL_RISE_SECONDS
from ...domain.views.weekly_tests import WEEKLY_TESTS, Results, name_of_test
from ...services.commands import NO_MOVES, with_keys
from ..widgets.fields import controls
from ..widgets.fields.activity_field import MinutesListField
from ..widgets.fields.basic import ChoiceField, NumberField, RatingField, SidesField, choice
from ..widgets.fields.big_targets import RATINGS, BigScale, RowScale
from ..widgets.fields.field import Field
from ..widgets.fields.flags_field import NONE_NEW, FlagsField
from ..widgets.fields.symptoms_field import SymptomsField
from ..widgets.fields.tags_field import TagsField
from ..widgets.fields.text_field import TextField
from ..widgets.fields.timed_fields import CounterField, StopwatchField

FLAGS = "red_flags"
ABILITY = "abilities:"
"""Before the name of an activity, the name of the field of its rating."""

TEST_TITLES = {test.name: test.title for test in WEEKLY_TESTS}

ALONE = frozenset(test.name for test in WEEKLY_TESTS if len(test.measures) == 1)
"""The weekly tests that are one question, which has room for large targets."""

LABEL_AIR, MOST_LABEL_CELLS, NUMBER_CELLS = 6, 30, 3
"""Cells between the longest label of a test and its scales, the mark of the focus among them; the most of both beside
a scale from 0 to 10; and those that each number less of a scale leaves to them.
"""

POSTURES = ("sitting", "standing", "walking", "lying", "driving", "kneeling")
SUCH_AS = ("sit through a film", "tie my shoes", "walk to the shop")
"""Activities that may be meant, one for each that can be named."""

MOST_ACTIVITIES = len(SUCH_AS)
NOTE_ROWS = 3
GAP = "   "
"""Between what the ends of a scale are and the keys of its question."""


class Questions:
    """The fields of one form at its depth: made once, asked for by name, and read back as answers."""

    def __init__(
        self,
        form: Form,
        yesterday: Mapping[str, Any],
        episode: Episode | None,
        checkins: Sequence[CheckIn],
        medications: Sequence[Medication],
        monotonic: Callable[[], float],
        day_before: str,
        *,
        first_flags: bool = False,
        earlier_flags: tuple[str, ...] | None = None,
        keys: Mapping[str, str] = NO_MOVES,
        past_results: Mapping[str, Results] | None = None,
        charts: Mapping[str, Chart] | None = None,
        tests_done: Set[str] = frozenset(),
    ) -> None:
        """`yesterday` holds the answers of the day before, called `day_before` beside them.

        `first_flags`: no red flag was ever asked about; `earlier_flags` are those answered earlier today. `keys` has
        those that were moved, `past_results` the results of each weekly test, `charts` the same over time, `tests_done`
        the names of those done this week.
        """
        self.past_results = past_results or {}
        self.tests_done = tests_done
        self.charts = charts or {}
        self._form = form
        self._yesterday = yesterday
        self._episode = episode
        self._checkins = checkins
        self._medications = medications
        self._monotonic = monotonic
        self._day_before = day_before
        self._fields: list[Field[Any]] = []
        self.none_flags = FIRST_NONE if first_flags else NONE_NEW
        """What denies all red flags."""
        if form.depth is not Depth.WEEKLY:
            flags = FlagsField(FLAGS, "Red flags", value=_tuple(form.answers.get(FLAGS)))
            flags.earlier = earlier_flags
            flags.none_key, flags.list_key = with_keys("{checkin.none} {red_flags}", keys).split()
            flags.none_words = self.none_flags.lower()
            flags.KEYS = f"{flags.none_key}: {flags.none_words}, {flags.list_key} shows them"
            self._fields.append(flags)
        for measure in MEASURES:
            if form.depth in (measure.depth, Depth.DAILY) and measure.depth.value <= form.depth.value:
                self._fields += self._made(measure)
        self._prepare(self._fields)

    def _prepare(self, fields: Sequence[Field[Any]]) -> None:
        """Name the day before; in the weekly tests, where a digit turns no page, ten may be typed as it is written."""
        if self._form.depth is Depth.WEEKLY:
            self._prepare_tests()
            return
        for field in fields:
            field.day_before = self._day_before

    def _prepare_tests(self) -> None:
        for title, fields in self.groups():
            results = self.past_results.get(title, Results())
            longest = max(cell_len(field.label) for field in fields)
            ratings = [field for field in fields if isinstance(field, RatingField)]
            numbers_less = min((RATINGS - rating.numbers for rating in ratings), default=0)
            most = MOST_LABEL_CELLS + NUMBER_CELLS * numbers_less
            names_rows = any(field.name == forms.ACTIVITIES for field in fields)  # whose labels are still to come
            for field in fields:
                field.day_before = f"{results.last_day}:"
                field.label_cells = most if names_rows else min(longest + LABEL_AIR, most)
            for rating in ratings:
                rating.await_ten()
                rating.names_ends = rating is ratings[-1]

    def first(self) -> Field[Any]:
        """The first question after the red flags, and after the names of activities where there are some already."""
        passed = (FLAGS, forms.ACTIVITIES) if self._form.depth is Depth.WEEKLY and self._has_names else (FLAGS,)
        return next(field for field in self._fields if field.name not in passed)

    @property
    def _has_names(self) -> bool:
        return any(field.name == forms.ACTIVITIES and field.value for field in self._fields)

    def groups(self) -> list[tuple[str, list[Field[Any]]]]:
        """The questions under their headings: sections or, in the weekly depth, tests."""
        groups: dict[str, list[Field[Any]]] = {}
        for field in self._fields:
            if field.name != FLAGS:
                groups.setdefault(self._heading(field), []).append(field)
        return list(groups.items())

    def _heading(self, field: Field[Any]) -> str:
        if self._form.depth is not Depth.WEEKLY:
            return SECTIONS[field.name or ""]
        return TEST_TITLES[self._test_of(field)]

    @staticmethod
    def _test_of(field: Field[Any]) -> str:
        return "abilities" if field.name == forms.ACTIVITIES else name_of_test(field.name or "")

    def asking(self, path: str) -> Field[Any] | None:
        """The first field that asks for a path, if one does: itself, a part of it, or the activities to be rated."""
        prefixes = (f"{path}.", ABILITY) if path == "abilities" else (f"{path}.",)
        names = {field.name or "": field for field in self._fields}
        parts = (field for name, field in names.items() if name.startswith(prefixes))
        return names.get(path) or next(parts, names.get(forms.ACTIVITIES) if path == "abilities" else None)

    def opening(self) -> Field[Any]:
        """Where a form opens: an entry that is changed at its first question, any other at the first open one.

        So a digit typed at once overwrites no answer.
        """
        is_change = self._form.editing is not None and self._form.depth is not Depth.WEEKLY
        return self.first() if is_change else self.first_open()

    def first_open(self) -> Field[Any]:
        """The first unanswered question, of a weekly test only if that was not done this week.

        Where none is open it is the first of the weekly tests, else the red flags, which no digit answers.
        """
        still_open = (f for f in self._fields if f.value is None and f.name != FLAGS)
        if self._form.depth is Depth.WEEKLY:
            return next((f for f in still_open if self._test_of(f) not in self.tests_done), self.first())
        return next(still_open, self._fields[0])

    def shown(self) -> list[Field[Any]]:
        """The fields in their order, the red flags first."""
        return self._fields

    def by_name(self, name: str) -> Field[Any]:
        """The field of a path."""
        return next(field for field in self._fields if field.name == name)

    def hint(self, field: Field[Any]) -> str:
        """What is meant, and the field's keys."""
        name = field.name or ""
        if self._form.depth is Depth.WEEKLY:
            return field.keys_now  # what is meant stands above the question
        if name == FLAGS:
            meaning = "Signs that need a clinician. Left open, it counts as not asked."
        else:
            meaning = BY_PATH[name].hint
        return f"{meaning}\n{GAP.join(filter(None, (field.scale_words, field.keys_now)))}".strip()

    def answers(self, field: Field[Any]) -> dict[str, Any]:
        """What a field says, by the paths of the answers, as plain values."""
        name, value = field.name or "", field.value
        if isinstance(field, SidesField):
            left, right = value if value is not None else (None, None)
            paths = side_paths(BY_PATH[name])
            return {paths[0]: left, paths[1]: right}
        if name.startswith(ABILITY):
            return {"abilities": self._scores()}
        if name == forms.ACTIVITIES:
            activities = list(value or ())
            scores = [score for score in self._scores() or () if score["name"] in activities]
            return {name: activities, "abilities": scores or None}
        if name in ("symptoms", "activity") and value is not None:
            return {name: [msgspec.to_builtins(part) for part in value]}
        if name == "posture":
            return {name: value[0] if value else None}
        if isinstance(value, tuple):
            return {name: list(value)}
        return {name: value}

    async def rename(self, box: Widget, form: Form) -> None:
        """Show a rating for each activity that is now named, keeping the ratings there are."""
        self._form = form
        old = [f for f in self._fields if (f.name or "").startswith(ABILITY)]
        position = self._fields.index(self.by_name(forms.ACTIVITIES))
        new = self._ratings()
        self._fields = [f for f in self._fields if f not in old]
        self._fields[position + 1 : position + 1] = new
        self._prepare(new)
        for field in old:
            await field.remove()
        here = self._fields[position]
        await (here.parent if isinstance(here.parent, Widget) else box).mount(*new, after=here)

    def _made(self, measure: Measure) -> list[Field[Any]]:
        value, yesterday = self._form.answers.get(measure.path), self._yesterday.get(measure.path)
        path, label = measure.path, measure.question
        match measure.input:
            case Number(low, high, unit, step) if measure.path == "heel_rises":
                rises = controls.Number(low, high, unit, step)
                was, value = _sides(self._yesterday, measure), _sides(self._form.answers, measure)
                beat = HEEL_RISE_SECONDS
                return [CounterField(path, label, rises, self._monotonic, beat, value=value, yesterday=was)]
            case Choice() | Number() as kind if measure.sided:
                control: controls.Control[Any] = (
                    choice(kind.options)
                    if isinstance(kind, Choice)
                    else controls.Number(kind.low, kind.high, kind.unit, kind.step, kind.decimals)
                )
                was = _sides(self._yesterday, measure)
                return [SidesField(path, label, control, value=_sides(self._form.answers, measure), yesterday=was)]
            case Scale(low, high, low_word, high_word):
                rating = BigScale if path in ALONE else RowScale if measure.depth is Depth.WEEKLY else RatingField
                return [rating(path, label, low, high, low_word, high_word, value=value, yesterday=yesterday)]
            case Choice(options, first_key):
                return [ChoiceField(path, label, options, first_key, value=value, yesterday=yesterday)]
            case Number(low, high, unit="s"):
                return [StopwatchField(path, label, self._monotonic, high, value=value, yesterday=yesterday)]
            case Number(low, high, unit, step, decimals):
                return [NumberField(path, label, low, high, unit, step, decimals, value=value, yesterday=yesterday)]
            case Special(takes):
                return self._special(takes, measure, value, yesterday)
        raise TypeError(measure)

    def _special(self, takes: str, measure: Measure, value: Any, yesterday: Any) -> list[Field[Any]]:
        path, label = measure.path, measure.label
        match takes:
            case "symptoms":
                side = (
                    self._episode.side if self._episode is not None and self._episode.side is not None else Side.RIGHT
                )
                return [SymptomsField(path, label, side=side, value=_symptoms(value), yesterday=_symptoms(yesterday))]
            case "activity":
                return [MinutesListField(path, label, value=_activity(value), yesterday=_activity(yesterday))]
            case "posture":
                postures = [c.posture for c in reversed(self._checkins) if c.posture]
                return [TagsField(path, label, (*POSTURES, *_often(postures)), limit=1, value=_one(value))]
            case "tags":
                tags = [tag for c in self._checkins for tag in c.tags or ()]
                return [TagsField(path, label, _often(tags), value=_tuple(value), yesterday=_tuple(yesterday))]
            case "medication":
                products = [in_words(m) for m in self._medications]
                return [TagsField(path, label, _often(products), value=_tuple(value))]
            case "abilities":
                field = TagsField(forms.ACTIVITIES, label, (), limit=MOST_ACTIVITIES, value=self._named() or None)
                field.examples = SUCH_AS
                return [field, *self._ratings()]
        return [TextField(path, label, NOTE_ROWS, "in your own words", value=value, folds=True)]

    def _named(self) -> tuple[str, ...]:
        """The activities named in this form, else those of the episode."""
        activities = self._form.answers.get(forms.ACTIVITIES)
        if activities is None and self._episode is not None:
            activities = self._episode.activities
        return tuple(activities or ())

    def _scores(self) -> list[dict[str, Any]] | None:
        rated = [f for f in self._fields if (f.name or "").startswith(ABILITY) and f.value is not None]
        return [{"name": f.label, "score": f.value} for f in rated] or None

    def _ratings(self) -> list[Field[Any]]:
        scores = {a["name"]: a["score"] for a in self._form.answers.get("abilities") or ()}
        was = {a["name"]: a["score"] for a in self._yesterday.get("abilities") or ()}
        return [
            RowScale(
                ABILITY + name, name, 0, 10, "cannot", "as before", value=scores.get(name), yesterday=was.get(name)
            )
            for name in self._named()
        ]


def _often(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in Counter(words).most_common())


def _tuple(value: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)


def _one(value: str | None) -> tuple[str, ...] | None:
    return None if value is None else (value,)


def _sides(answers: Mapping[str, Any], measure: Measure) -> tuple[Any, Any] | None:
    left, right = (answers.get(path) for path in side_paths(measure))
    return None if left is None and right is None else (left, right)


def _symptoms(value: Sequence[Mapping[str, Any]] | None) -> tuple[Symptom, ...] | None:
    return None if value is None else tuple(msgspec.convert(symptom, Symptom) for symptom in value)


def _activity(value: Sequence[Mapping[str, Any]] | None) -> tuple[Activity, ...] | None:
    return None if value is None else tuple(msgspec.convert(activity, Activity) for activity in value)
