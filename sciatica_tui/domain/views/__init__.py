"""What a screen or a command says, as values: each page's rows and sentences.

Tests: `tests/tui/screens/test_phase.py`, `tests/cli/test_summary.py`.
"""
