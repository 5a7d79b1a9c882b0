"""The full-screen app: screens, widgets, and what ties them to the services."""
