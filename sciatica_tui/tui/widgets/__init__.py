"""Drawn widgets: state in by constructor and reactives, events up as messages; they know nothing of the store.

Tests: `tests/tui/screens`, `tests/pictures`.
"""
