"""The line of an open red flag: cut after a whole phrase, never within one."""

from __future__ import annotations

from sciatica_tui.tui.widgets.flag_banner import whole_phrases

WORDS = "See someone today: leg pain rose to 9, numb foot, and the leg is weaker than last week"


def test_what_has_room_stays_whole() -> None:
    assert whole_phrases(WORDS, len(WORDS)) == WORDS


def test_a_line_is_cut_after_the_last_phrase_that_fits() -> None:
    assert whole_phrases(WORDS, 60) == "See someone today: leg pain rose to 9, numb foot …"
    assert whole_phrases(WORDS, 45) == "See someone today: leg pain rose to 9 …"
    assert whole_phrases(WORDS, 30) == "See someone today: leg pain …"


def test_a_phrase_that_is_too_long_alone_is_left_to_be_cut() -> None:
    assert whole_phrases("Nothingbutoneword", 5) == "Nothingbutoneword"


def test_where_the_phrases_that_fit_leave_much_room_it_is_filled_with_words() -> None:
    words = "Emergency: Pain, tingling, weakness or numbness in both legs; new trouble starting to urinate"
    assert whole_phrases("Emergency: Pain in the legs or in the back and the belly", 40) == (
        "Emergency: Pain in the legs or in the …"
    )
    assert whole_phrases(words, 56) == "Emergency: Pain, tingling, weakness or numbness in …"
