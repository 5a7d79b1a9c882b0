"""What can be measured: the questions of a check-in, and how a change in each answer counts."""
