"""Commands on other keys: what can be moved is, what would clash or never answer stays, with a sentence."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from sciatica_tui.services.commands import BY_ID, COMMANDS, Scope, keys_of
from sciatica_tui.services.key_names import key_word
from sciatica_tui.services.keymap import canonical, move, split


def test_a_command_moves_to_a_free_key() -> None:
    assert move({"undo": "z", "session.pause": "p,F9"}) == ({"undo": "z", "session.pause": "p,f9"}, ())


def test_two_commands_may_swap_their_keys() -> None:
    assert move({"history.edit": "d", "history.delete": "e"})[1] == ()


def test_what_is_the_usual_key_anyway_is_no_move() -> None:
    assert move({"undo": "u"}) == ({}, ())


@pytest.mark.parametrize(
    ("name", "keys", "words"),
    [
        ("undu", "x", "there is no command “undu”; did you mean undo?"),
        ("undo", "", "needs a key"),
        ("undo", "hyper+x", "there is no key"),
        ("undo", "foo", "there is no key"),
        ("undo", "5", "needed to answer questions"),
        ("undo", "h", "needed to answer questions"),
        ("undo", "ctrl+i", "from Tab"),
        ("suspend", "x", "could no longer type"),
        ("undo", "q", "“q” is already Quit (everywhere); Undo (everywhere) keeps its key."),
        ("undo", "c", "“c” is already Check in (today)"),
        ("history.edit", "d", "“d” is already Delete (history)"),
        ("history.filter", "g", "needed to move in lists"),
        ("today.bad_day", "y", "needed to answer yes or no on Today"),
        ("history.edit", "u", "“u” is already Undo (everywhere)"),
        ("history.edit", "?", "“?” is already Help (everywhere)"),
    ],
)
def test_what_cant_be_is_said_in_one_sentence_and_the_usual_key_stays(name: str, keys: str, words: str) -> None:
    moves, [sentence] = move({name: keys})
    assert moves == {}
    assert words in sentence


def test_the_same_key_on_two_screens_is_no_clash() -> None:
    assert move({"history.edit": "s"})[1] == ()


def test_when_one_half_of_a_swap_cant_be_the_other_half_is_not_done_either() -> None:
    moves, problems = move({"history.edit": "d", "history.delete": "5"})
    assert moves == {}
    assert len(problems) == 2


def test_punctuation_has_the_names_that_textual_gives_it() -> None:
    for character in string.punctuation:
        assert canonical(character) == _character_to_key(character)
        assert key_word(canonical(character)) == character
    assert split(",") == [","]


def test_no_two_commands_of_the_table_share_a_key_where_both_can_be_had() -> None:
    for command in COMMANDS:
        mine = set(map(canonical, keys_of(command)))
        for other in COMMANDS:
            if other is not command and (
                other.scope is command.scope or Scope.ANYWHERE in (other.scope, command.scope)
            ):
                shared = mine & set(map(canonical, keys_of(other)))
                assert not shared, (command.id, other.id, shared)


def test_every_command_can_be_moved() -> None:
    for command in COMMANDS:
        assert move({command.id: "ctrl+f9"}) == ({command.id: "ctrl+f9"}, ())


KEYS = st.sampled_from(["a", "e", "d", "u", "x", "f9", "ctrl+x", "enter", "5", "", "?", "nonsense"])


@given(st.dictionaries(st.sampled_from([*BY_ID, "nope"]), KEYS, max_size=8))
def test_whatever_is_wanted_no_two_keys_clash_in_the_end(wanted: dict[str, str]) -> None:
    moves, problems = move(wanted)
    assert move(moves) == (moves, ())
    assert moves.keys() <= wanted.keys() & BY_ID.keys()
    refused = {name for name, keys in wanted.items() if name not in moves and not is_usual(name, keys)}
    assert len(problems) == len(refused)


def is_usual(name: str, keys: str) -> bool:
    usual = (BY_ID[name].keys or BY_ID[name].always).split(",") if name in BY_ID else []
    return bool(usual) and set(map(canonical, split(keys))) == set(map(canonical, usual))
