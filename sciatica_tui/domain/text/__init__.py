"""Plain English from plain values: dates, plurals, suggestions. Imports nothing of the app.

Tests: `tests/domain`, `tests/cli/test_commands.py`.
"""
