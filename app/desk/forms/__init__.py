"""The shape of what is typed at the front of the office, by topic."""
