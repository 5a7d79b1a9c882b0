"""Charts, tables and maps as widgets; the values come from `domain.charts`.

Tests: `tests/tui/widgets/charts`, `tests/tui/screens/test_trends.py`.
"""
