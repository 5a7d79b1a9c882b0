"""The fields of forms: each shows one question and holds its answer.

Tests: `tests/tui/widgets/fields`, `tests/tui/screens/test_check_in_measures.py`.
"""
