"""The office as an institution: its sites, hours and closures, the bodies it works with.

Where people come and when, by which channels something may arrive, who belongs to the district and
to the consortium and since when. Hours change from a day on: what was true yesterday stays true.
"""
