"""The civil registry (anagrafe): households taken in from a file of the Comune.

A file is read, its columns are matched, and a job takes it in household by household; what it says
of people already known changes little: where they are registered, that they died, a code that was
missing. Whoever is protected stays as she is. Who is not surely known is decided by a person.
"""
