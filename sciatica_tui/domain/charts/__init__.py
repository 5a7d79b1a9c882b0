"""Records as charts, tables and maps: values and axes, no drawing.

Tests: `tests/domain/charts/test_trends.py`.
"""
