"""Lista d'attesa: who waits for a place, in which order and why, and what happens to each offer.

An application names one or several centres, in the order in which the family would like them: each
is an entry of the list of that centre. A place offered is really kept; who does not answer goes to
the end of her own band and is never removed by the program; one acceptance settles the others, if
the family says so. Every position is explained by facts somebody wrote, with their day and why.
"""
