"""Track recovery from sciatica in the terminal, offline."""

__version__ = "1.0.0"
