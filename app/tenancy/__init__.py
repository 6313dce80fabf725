"""The bodies that hold rows: a Comune, the consortium, the Ufficio di Piano.

One table, so that every row of every other package may carry a real key to the body it belongs to.
What a body *is* for the others (school, court, member of the district) stands in organisations.
"""
