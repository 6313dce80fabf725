"""The particulars of services that are given: what each kind of service needs beside its request.

The week and the educational project of the home support of minors, the phases of the way to work,
the alarm at home with who has the keys and the calls received, the school year with its renewal.
Each stands beside a line of a service request; the request and its lines know nothing of them.
"""
