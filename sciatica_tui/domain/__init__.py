"""The rules: pure functions and frozen records. No clock, no disk, no terminal; standard library and msgspec only.

Tests: `tests/domain`, `tests/services/test_assessments.py`.
"""
