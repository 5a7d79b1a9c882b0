"""The tests of the slow tier, and why: by the beginning of their names. All others are of the default tier.

That one shall take less than a minute on two idle cores; `python -m pytest --durations 30` names what costs most.
"""

from __future__ import annotations

SLOW: dict[str, str] = {
    "tests/terminal/": "the whole program in a pseudo-terminal",
    "tests/faults/": "kills, refusals, power cuts, damage, crowds and the monkey in their short form",
    "tests/pictures/": "every screen at two sizes",
    "tests/bench/": "a smoke of what is measured",
    "tests/test_wheel.py": "a build and a fresh environment",
    "tests/test_inert.py": "every screen over a hostile journal",
    "tests/storage/test_state_machine.py": "long walks of two windows",
    "tests/services/test_commands.py::test_every_command_runs_from_the_palette": "every command of the app",
    "tests/services/test_commands.py::test_the_help_of_a_screen_names_every_key_it_has": "every screen",
    "tests/services/test_commands.py::test_moved_keys_are_the_ones_that_the_app_speaks_of": "every screen",
    "tests/services/test_check_ins.py::test_what_the_person_marked_stays_and_what_the_app_raised_goes": "each red flag "
    "through both front ends",
    "tests/tui/test_textual_names.py": "the source of Textual, read and parsed",
    "tests/tui/test_contrast.py": "every screen in every theme",
    "tests/tui/test_app.py::test_a_key_is_answered_after_any_number_of_changes_by_another_window": "many changes",
    "tests/tui/test_app.py::test_every_screen_opens_at_every_size": "every screen at three sizes",
    "tests/tui/test_app.py::test_text_is_never_markup_wherever_it_is_shown": "every screen",
    "tests/tui/test_window_size.py": "every screen, resized",
    "tests/tui/widgets/test_selection.py": "every list in every theme",
    "tests/tui/controllers/": "sessions from their questions to their record, in the whole app",
    "tests/tui/screens/": "each screen in the whole app",
}
"""The beginning of a test's name → why it is slow."""

QUICK = ("tests/tui/screens/test_check_in_quick.py",)
"""The check-in of every day: of the default tier all the same."""


def is_slow(name: str) -> bool:
    """Whether a test of this name (its path, `::`, its function) is of the slow tier."""
    return name.startswith(tuple(SLOW)) and not name.startswith(QUICK)
