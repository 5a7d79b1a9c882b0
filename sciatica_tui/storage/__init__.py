"""The person's data on disk: bytes that survive a crash, TinyDB on top, typed records in and out.

Tests: `tests/storage/test_journal.py`, `tests/storage/test_faults.py`, `tests/storage/test_bad_folders.py`,
`tests/storage/test_two_processes.py`, `tests/faults`.
"""
