"""What can be measured: the questions of a check-in, and how a change in each answer counts.

Tests: `tests/domain/measures/test_questions.py`, `tests/domain/assessment/test_measure_assessment.py`,
`tests/guide/test_facts.py`.
"""
