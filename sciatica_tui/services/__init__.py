"""The use cases and the app's own files, for both front ends: no Textual, no argparse.

Tests: `tests/services`, `tests/tui`.
"""
