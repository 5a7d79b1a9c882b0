"""A check-in before it is saved: the form, what is due, and dates as a person types them.

Tests: `tests/domain/check_in/test_form.py`, `tests/tui/screens/test_check_in_quick.py`.
"""
