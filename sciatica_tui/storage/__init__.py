"""The person's data on disk: bytes that survive a crash, TinyDB on top, typed records in and out."""
