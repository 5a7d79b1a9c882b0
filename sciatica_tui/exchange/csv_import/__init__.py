"""A diary or a spreadsheet of another app: reading it, guessing its columns, and importing it.

Tests: `tests/exchange/csv_import`.
"""
