"""Staff: who they are, for which body they work and in which role, how they sign in.

`policy.py` is the office's mansionario: the one page that says who may do what, and how far.
An account is a person with a login; an engagement is her work for one body, with dates; the rights
of all her engagements in the body she is working for add up.
"""
