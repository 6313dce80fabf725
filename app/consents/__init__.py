"""Who decides for somebody, and what they said: responsibility, guardians, consents, letters.

A consent is of one person for one act, with who gave it and on which ground; it can be taken back.
What is missing is not known, and is asked for: it never stops anybody from being heard or
protected. Letters about a child go to each parent, separately.
"""
