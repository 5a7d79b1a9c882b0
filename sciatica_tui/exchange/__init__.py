"""Data in and out: JSON and CSV files, other trackers' and spreadsheets' diaries, the clinician's page.

Tests: `tests/exchange`.
"""
