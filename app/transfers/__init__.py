"""What passes from one body to another: a request, a case, an intervention to give.

Each body keeps rows of its own. Who sends chooses, tick by tick, what the other will read, and
later sees whether it was accepted and what is reported; never what the other writes for itself.
Where somebody is kept secret nothing that passes says it, in either way, as no letter does. Who
receives has a box: accepts, refuses with a reason, writes notes of its own, reports. Nothing moves
a request or a case of the sender but the press of the sender who takes note of the answer.
"""
