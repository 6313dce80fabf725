"""Who is on duty, where and when: the shifts of the social workers and of the counters.

The supervisor writes them by hand, one opening at a time or a month at a time. A shift says that
somebody is available; it never books anybody. Absences take a worker out of the day.
"""
