"""Emergenze: a child put in safety under article 403 of the civil code, and the calls at night.

Of a 403 only two terms are ours: the prosecutor told at once, the papers sent within 24 hours of
the placing in safety. The others belong to prosecutor and court: expected by, known at, from whom.
When their hour passes without news somebody calls; the program never declares anything without
effect, and a loss of effect is written by a person with the court's act in her hand.
"""
