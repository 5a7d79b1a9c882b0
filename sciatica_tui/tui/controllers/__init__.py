"""What the app does over several screens: a session from start to answer, the red flags."""
