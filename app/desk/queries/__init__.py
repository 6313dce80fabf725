"""What the front of the office reads, by topic: messages."""
