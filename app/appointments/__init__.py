"""Wednesday's appointments: free places, booking, moving, arriving, how it ended.

Places come from the opening hours and the shifts. Two people can never be given the same place: the
database itself refuses. Appointments do not know why they exist: whoever needs one says so above.
"""
