"""The page for a clinician: what is on it, and the same as Markdown and PDF.

Tests: `tests/exchange/report`.
"""
