"""How a write happens: one use case, one transaction, one entry in the trail.

Also the two other kinds of write there are: a reading of a file, which leaves a line, and the
closed list of housekeeping (sessions, throttles, drafts, holds…), which leaves none.
"""
