"""Each screen as text, kept beside the tests: `python -m tests.pictures` says what has changed, `--accept` takes it."""
