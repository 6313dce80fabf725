"""The invented office of the demo: the seeds' sites and hours, a staff, families, their stories.

Everything goes through the real use cases, so that the demo holds only what can exist. People,
numbers and codes are invented: telephones begin with 000, mail ends in esempio.invalid, and the
place in a tax code is one that no Comune ever had. Demo accounts exist nowhere else.
"""
