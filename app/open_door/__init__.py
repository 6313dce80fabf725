"""Without a case: what is open to anybody, and who is sent on to another body.

Young people take part in an initiative, foreign citizens come to one of the information desks, a
woman in danger is listened to: all are counted, and nobody needs a name or a case. A name is
written only with consent, and what was counted stays counted. Whoever is sent on to an association
or to a centre is looked for until somebody says that she arrived.
"""
