"""The red flags: what they are, what is open, and what an entry raises or takes back.

Tests: `tests/domain/red_flags`.
"""
