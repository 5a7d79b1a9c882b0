"""What the app does over several screens: a session from start to answer, the red flags.

Tests: `tests/tui/screens/test_red_flags.py`.
"""
