"""What is seen while a session runs: big digits, big words, the step and its time.

Tests: `tests/tui/widgets/session`.
"""
