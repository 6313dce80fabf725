"""Requests for help, reports and what the judicial authority asks: from arrival to outcome.

Four answers are enough to write one down. The supervisor gives it a worker; the worker meets the
person, judges risk and harm, and decides. An end without action about a minor is read by a second
person. Nothing is typed again when it becomes a case.
"""
