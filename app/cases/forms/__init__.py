"""The shape of what is typed about cases, topic by topic."""
