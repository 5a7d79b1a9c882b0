"""A made-up person's records, for `--demo` and the pictures; the same on every start.

Tests: `tests/demo/test_demo.py`.
"""
