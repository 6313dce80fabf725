"""What the front of the office keeps, by topic: messages."""

from app.desk.models.messages import Message, MessageStep, MessageTerm

__all__ = ["Message", "MessageStep", "MessageTerm"]
