"""Episodes: which day belongs to which, and the day number the app shows everywhere."""

from sciatica_tui.domain.episodes import back_since, day_number, followed_by, span_on, with_start
from sciatica_tui.domain.records import Episode
from tests.domain.people import daily, judged, on, record


def episode(day: int, started: int | None = None, ended: int | None = None) -> Episode:
    begun, over = (None if n is None else on(n) for n in (started, ended))
    return record(Episode, day, started=begun, ended=over)


FIRST, SECOND = episode(2, started=0, ended=60), episode(100, started=98)


def test_a_day_belongs_to_the_episode_begun_last() -> None:
    assert span_on((SECOND, FIRST), on(50)).episode == FIRST
    assert span_on((FIRST, SECOND), on(98)).episode == SECOND


def test_an_episode_that_is_over_stays_the_answer_until_the_next_begins() -> None:
    span = span_on((FIRST, SECOND), on(80))
    assert (span.episode, span.last) == (FIRST, on(60))
    seen = judged(80, *daily(range(81), leg_pain=5), episodes=(FIRST,))
    assert seen.digest.last == on(60)


def test_of_two_that_overlap_the_later_one_has_the_days_they_share() -> None:
    endless, later = episode(0, started=0), episode(30, started=30)
    checkins = daily(range(60), leg_pain=5)
    assert len(judged(59, *checkins, episodes=(endless, later)).digest.days) == 30
    assert len(judged(29, *checkins, episodes=(endless, later)).digest.days) == 30


def test_the_day_number_counts_from_the_start_that_was_said_else_from_the_first_entry() -> None:
    checkins = daily(range(5, 20), leg_pain=5)
    assert day_number((episode(5, started=2),), checkins, on(10)) == 9
    assert day_number((episode(5),), checkins, on(10)) == 6
    assert day_number((), checkins, on(5)) == 1
    assert day_number((), (), on(5)) is None


def test_a_day_counted_from_the_first_entry_says_so() -> None:
    assert span_on((episode(5, started=2),), on(10)).day_words(9) == "day 9"
    assert span_on((episode(5),), on(10)).day_words(6) == "day 6 of logging"
    assert span_on((), on(10)).day_words(6) == "day 6 of logging"


def test_it_starts_over_with_the_next_episode_and_says_nothing_between_the_two() -> None:
    checkins = daily(range(120), leg_pain=5)
    days = {day: day_number((FIRST, SECOND), checkins, on(day)) for day in (60, 61, 97, 98, 110)}
    assert days == {60: 61, 61: None, 97: None, 98: 1, 110: 13}


def test_a_start_in_the_future_after_travelling_is_no_negative_day() -> None:
    assert day_number((episode(5, started=5),), (), on(4)) is None


def test_the_app_says_the_same_number_as_the_verdicts() -> None:
    checkins = daily(range(3, 120), leg_pain=5)
    for day in (3, 40, 60, 98, 119):
        assert judged(day, *checkins, episodes=(FIRST, SECOND)).day == day_number((FIRST, SECOND), checkins, on(day))


def test_the_one_before_ends_the_day_before_the_next_began() -> None:
    open_one = episode(0, started=0)
    assert followed_by(open_one, SECOND, on(100)).ended == on(97)
    assert followed_by(FIRST, SECOND, on(100)).ended == on(60)
    assert followed_by(open_one, episode(0, started=0), on(100)).ended == on(0)


def test_an_episode_whose_start_was_not_said_goes_by_its_first_entry() -> None:
    """So that the next can begin on the day it was entered, and the entries before that day keep theirs."""
    unsaid, checkins = episode(100), daily(range(60, 101), leg_pain=5)
    started = with_start(unsaid, (unsaid,), checkins, on(100))
    assert started.started == on(60)
    closed = followed_by(started, episode(100, started=100), on(100))
    assert span_on((closed, episode(100, started=100)), on(80)).episode == closed

    said = episode(100, started=98)
    assert with_start(said, (said,), checkins, on(100)) == said
    assert with_start(unsaid, (unsaid,), (), on(100)).started == on(100)


def test_after_an_end_the_next_one_counts_from_the_first_day_with_pain_not_from_one_that_was_free_of_it() -> None:
    well, relapse = daily(range(61, 67), leg_pain=0, back_pain=0), daily(range(67, 69), leg_pain=5)
    assert back_since(FIRST, (*daily(range(61), leg_pain=5), *well, *relapse)) == on(67)
    assert back_since(FIRST, well) == on(61)
    assert back_since(FIRST, daily(range(61), leg_pain=5)) is None
