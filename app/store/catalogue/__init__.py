"""What can be listed, in memory: which rows, how many and in which order; their words stay in the database.

Joins over a million rows answer no page in time, so a process that reads keeps for every choice the set of
rows that it leaves, and columns to sort and count by. All of it is derived from the database, and brought up
to date from what its triggers note as changed.
"""
