"""Flask plumbing shared by every feature: forms, pages and parts, errors, headers, formats.

It knows no feature and no person; who may enter is marked here and decided in accounts.
"""
