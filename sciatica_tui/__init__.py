"""Track recovery from sciatica in the terminal, offline."""

__version__ = "0.1.0"
