"""What the front of the office does, by topic: messages, the walk-in desk."""
