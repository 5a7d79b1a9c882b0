"""The full-screen app: screens, widgets, and what ties them to the services.

Tests: `tests/tui/test_app.py`, `tests/tui/test_contrast.py`, `tests/terminal`, `tests/pictures`.
"""
