"""The front of the office: tickets and the walk-in board, the URP's booking page, messages.

Whoever comes or calls is heard in order, without saying why in the waiting room. What the desk
learns goes on to an appointment, a message, a request or a case without being typed again. The URP
never reads anybody's story.
"""
