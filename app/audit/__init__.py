"""The trail: who changed what, who read whose file, who was refused; append-only.

A use case gives the name, the database session gives the differences, and neither works without
the other: a write outside a use case is refused by the session itself. Entries keep plain values,
so that the trail survives the erasure of what it speaks of, and never the confidential content.
"""
