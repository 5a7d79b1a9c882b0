"""Visits: which is next, which was last, what to ask there, and what has changed since.

visit → since → words; each module may import those before it. Tests: `tests/domain/visits`.
"""
