"""The screens: one file per mode, and those that open over them.

Tests: `tests/tui/screens`, `tests/tui/controllers`, `tests/pictures`.
"""
