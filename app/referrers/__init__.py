"""Chi segnala da fuori: a school or another service sends a report without being of the office.

By an account of its own, or by a link of one use that a worker made and sent. What is filed becomes
at once a report of the office, with its answers, its papers and its clocks; whom it concerns is
only described, and nobody of the archive is looked for. Who filed sees three facts, the same
whatever follows: received, entered under which number, in the hands of the office.
"""
