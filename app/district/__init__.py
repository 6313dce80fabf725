"""The nine Comuni: conventions, means and what each gives, asks and waits for, in figures alone.

Each Comune counts what is its own and publishes it; numbers too small, and those that would give
one away, are left out before they leave. The Ufficio di Piano reads what was published, beside its
own targets and the means of each Comune. It reads no person.
"""
