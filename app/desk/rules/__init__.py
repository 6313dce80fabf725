"""The rules of the front of the office, by topic: messages."""

from app.desk.rules.messages import (
    Action,
    Kind,
    MessageFacts,
    MessageFault,
    State,
    Taken,
)

__all__ = ["Action", "Kind", "MessageFacts", "MessageFault", "State", "Taken"]
