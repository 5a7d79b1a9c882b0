"""The store: what "saved" means."""
