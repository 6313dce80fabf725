"""What the office's program does by itself: reminders, nightly checks, cleaning up.

One process keeps the timetable, another answers the browsers, and a small supervisor keeps both
alive. Each job runs once per night (or per tick) however many schedulers are started, and every
run leaves a line.
"""
