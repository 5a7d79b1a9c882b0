"""Tests: they mirror the package and read like sentences of the design."""
