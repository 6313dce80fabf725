"""What is to be done by a day: own things and those that the life of a person brings, and what was
said of every deadline of the office: postponed, why, passed to whom. Nothing is lost, nothing bars.
"""
