"""Confidential text at rest: a key per dossier, wrapped by a key per body.

What is sealed is unreadable in a stolen disk or backup, and cannot be moved from one row to
another. Destroying a dossier's key destroys every text sealed under it.
"""
