"""A randomised trial of one: whether something helps this person, found out by chance orders of days with and without.

`design` draws the order, `noise` says how the person's pain scatters, `power` how likely an effect would be found, and
`analysis` what was found. All of them count days from 0, the first day of the trial.
"""
