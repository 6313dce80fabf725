"""The figures of the supervisor: caseload, waiting, flow, on any past day.

Every number is counted from the steps alone, opens the list behind it within the reader's reach,
and equals the file that can be taken away.
"""
