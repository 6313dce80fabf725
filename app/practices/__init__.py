"""Pratiche: economic aid and the paperwork for it, from the first paper to the last payment.

The counter opens one and asks for the papers; a social worker proposes; the supervisor decides, and
announces a refusal before giving it; the clerk pays. Nobody decides what she proposed, nobody pays
what she approved. The program says when somebody of the household is already helped for the same.
"""
