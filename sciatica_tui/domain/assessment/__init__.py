"""From daily values to verdicts, signs and phases: how it goes, and how sure that is."""
