"""From daily values to verdicts, signs and phases: how it goes, and how sure that is.

Tests: `tests/domain/assessment/test_phases.py`, `tests/domain/assessment/test_assess.py`,
`tests/domain/assessment/test_verdict.py`.
"""
