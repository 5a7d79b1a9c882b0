"""The tests of the slow tier, and why: by the beginning of their names. All others are of the default tier.

That one takes less than a minute on two idle cores, and shall stay so; `python -m pytest --durations 30`
names what costs most. A test that opens the whole app is slow; a few, over the path of every day, are of the default
tier all the same.
"""

from __future__ import annotations

SLOW: dict[str, str] = {
    "tests/terminal/": "the whole program in a pseudo-terminal",
    "tests/faults/": "kills, refusals, power cuts, damage, crowds and the monkey in their short form",
    "tests/pictures/": "every screen at two sizes",
    "tests/bench/": "a smoke of what is measured",
    "tests/test_wheel.py": "a build and a fresh environment",
    "tests/test_inert.py": "every screen over a hostile journal",
    "tests/cli/test_red_flag_prompt.py": "commands in a pseudo-terminal",
    "tests/storage/test_state_machine.py": "long walks of two windows",
    "tests/storage/test_two_processes.py": "processes beside each other",
    "tests/services/test_commands.py::test_every_command_runs_from_the_palette": "every command of the app",
    "tests/services/test_commands.py::test_the_help_of_a_screen_names_every_key_it_has": "every screen",
    "tests/services/test_commands.py::test_the_palette_has_every_command_once": "every screen",
    "tests/services/test_commands.py::test_no_field_but_a_text_takes_a_global_key_that_is_no_digit": "every question",
    "tests/services/test_commands.py::test_red_flags_open_from_a_text_field_by_ctrl_r": "every screen",
    "tests/services/test_commands.py::test_moved_keys_are_the_ones_that_the_app_speaks_of": "every screen",
    "tests/services/test_check_ins.py::test_what_the_person_marked_stays_and_what_the_app_raised_goes": "each red flag "
    "through both front ends",
    "tests/services/test_check_ins.py::test_each_use_case_is_one_function_under_both_front_ends": "each in the app",
    "tests/tui/test_textual_names.py": "the source of Textual, read and parsed",
    "tests/tui/test_contrast.py": "every screen in every theme",
    "tests/tui/test_app.py": "the whole app, its disk, its clock and its window",
    "tests/tui/test_key_queue.py": "keys typed ahead in the whole app",
    "tests/tui/test_notices.py": "notices over the whole app",
    "tests/tui/test_window_size.py": "every screen, resized",
    "tests/tui/test_themes.py": "every theme read by the whole app",
    "tests/tui/widgets/": "each widget in an app of its own",
    "tests/tui/controllers/": "sessions from their questions to their record, in the whole app",
    "tests/tui/screens/": "each screen in the whole app",
}
"""The beginning of a test's name → why it is slow."""

EVERY_DAY = (
    "tests/cli/test_red_flag_prompt.py::test_yes_shows_the_list_and_takes_numbers",
    "tests/cli/test_red_flag_prompt.py::test_what_raises_an_alarm_is_asked_and_a_mistyped_one_saves_nothing",
    "tests/tui/screens/test_check_in_quick.py::test_three_keys_and_enter_save_leg_back_and_zone",
    "tests/tui/screens/test_check_in_quick.py::test_c_on_today_opens_the_form_and_keys_typed_at_once_reach_it",
    "tests/tui/screens/test_check_in_quick.py::test_nothing_is_preselected_and_what_is_not_answered_is_not_in_the_file",
    "tests/tui/screens/test_check_in_quick.py::test_u_takes_the_saved_check_in_back",
    "tests/tui/screens/test_check_in_quick.py::test_two_enters_save_once",
    "tests/tui/test_app.py::test_the_strip_is_there_before_the_journal_is_read",
    "tests/tui/test_app.py::test_a_journal_that_cant_be_read_ends_the_app_and_says_why",
    "tests/tui/test_app.py::test_digits_and_function_keys_switch_modes",
    "tests/tui/test_app.py::test_enter_on_a_row_of_today_acts_on_it",
    "tests/tui/test_app.py::test_a_save_that_fails_keeps_the_form_and_says_so",
    "tests/tui/test_app.py::test_another_windows_entry_appears_on_today_by_itself",
    "tests/tui/test_key_queue.py::test_saving_and_quitting_in_one_piece_saves_first",
)
"""The beginnings of slow tests' names that are of the default tier all the same: a check-in, as on every day."""


def is_slow(name: str) -> bool:
    """Whether a test of this name (its path, `::`, its function) is of the slow tier."""
    return name.startswith(tuple(SLOW)) and not name.startswith(EVERY_DAY)


def is_slow_file(path: str) -> bool:
    """Whether all tests of a file are of the slow tier."""
    return is_slow(path) and not any(name.startswith(path) for name in EVERY_DAY)
