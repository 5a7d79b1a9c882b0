"""What the tests of faults share with those of the store."""

from ..storage.conftest import folder, now

__all__ = ["folder", "now"]
