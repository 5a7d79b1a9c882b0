"""Filled drawings in block characters: the canvas, the figures of the poses on it, and the widgets that show them.

Tests: `tests/tui/widgets/figures`, which prove the palette by what the views show.
"""
