"""The office's vocabulary of thinking: time, names, verdicts, procedures, who acts.

Pure Python. Two features at least must need a thing before it is written here,
and nothing here may know Flask or the database.
"""
