"""The pages of docs/ that are printed from the code: permissions, use cases, procedures.

Printed, not written: the head of office can read who may do what without reading Python, and a
test says when a page is older than the code it was printed from.
"""
