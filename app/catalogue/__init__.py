"""What the office can offer: services, the ways to them, their conditions, the terms of the office.

Everybody on the staff reads it. A way never decides: it says what is met, what is not and what is
not known yet, each with its reason, and a person chooses. Terms and thresholds are dated: a change
counts from its day on, the past keeps its own.
"""
