"""Guided routines: what they consist of, what is safe today, the timer, and how sessions went.

Tests: `tests/domain/routines/test_catalogue.py`, `tests/domain/routines/test_safety.py`,
`tests/tui/controllers/test_session.py`.
"""
