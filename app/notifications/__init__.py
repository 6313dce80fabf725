"""What the office says to people by itself: which words, by which channel, when, with which result.

A notice is queued in the transaction of what it tells, and sent later outside any transaction: a
dead mail server is invisible to the desk. What may have been sent is never sent again by itself.
"""
