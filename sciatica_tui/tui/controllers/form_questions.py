"""The questions of a check-in form, with what the journal holds to show beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ...domain.charts.chart import Chart
from ...domain.check_in import form as forms
from ...domain.check_in.form import Form
from ...domain.check_in.schedule import has_weekly, tests_done
from ...domain.measures.questions import Depth
from ...domain.records import CheckIn, Episode, Medication, RedFlagAnswer
from ...domain.red_flags.flags import answer_of
from ...domain.text.dates import short_day
from ...domain.views.weekly_tests import WEEKLY_TESTS, last_answers, past_results
from ...services.container import Services
from ..screens.check_in_fields import Questions
from ..screens.red_flags import never_asked


def questions_of(form: Form, services: Services, episode: Episode | None) -> Questions:
    """Return the questions of a form, beside them the answers of the day before, or of the tests the last ones."""
    journal, today = services.journal, services.today()
    checkins, answers, day_before = journal.all(CheckIn), journal.all(RedFlagAnswer), form.day - timedelta(1)
    tests = [c for c in checkins if has_weekly(c) or c.change_felt is not None] if form.depth is Depth.WEEKLY else []
    return Questions(
        form,
        forms.earlier_answers(checkins, day_before)
        if form.depth is not Depth.WEEKLY
        else last_answers(tests, form.id, form.day),
        episode,
        checkins,
        journal.all(Medication),
        services.clock.monotonic,
        "yesterday" if form.day == today else short_day(day_before)[:3],
        first_flags=never_asked(services),
        earlier_flags=answer_of(today, checkins, answers) if form.day == today else None,
        keys=services.settings.keys,
        past_results={test.title: past_results(test, tests, form.id, form.day) for test in WEEKLY_TESTS}
        if form.depth is Depth.WEEKLY
        else {},
        charts=_charts(services, checkins) if form.depth is Depth.WEEKLY else {},
        tests_done=tests_done([c for c in checkins if c.id != form.id], form.day),
    )


def _charts(services: Services, checkins: Sequence[CheckIn]) -> Mapping[str, Chart]:
    """The weekly tests over time; none while nothing is judged yet."""
    from ...domain.views.weekly_charts import weekly_charts  # with all of Trends: only once the tests are asked for

    today = services.today()
    assessment = services.assessment_cache.cached(today)
    return weekly_charts(checkins, assessment, today) if assessment is not None else {}
