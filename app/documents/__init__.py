"""Files that reached the office: letters, faxes, messages and what came with them.

What is kept is sealed like every confidential text, stands in a folder that nobody serves, and is
only ever handed back to be saved. Whose file it is, and who may open it, is decided by the feature
that took it in.
"""
