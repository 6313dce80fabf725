"""What the front of the office keeps, by topic: messages, the walk-in desk, its visits."""

from app.desk.models.measures import PlaceMeasure
from app.desk.models.messages import Message, MessageStep, MessageTerm
from app.desk.models.safety import Incident, SupportCall
from app.desk.models.screens import DeskScreen
from app.desk.models.tickets import (
    DeskCounter,
    DeskOpening,
    Ticket,
    TicketInterval,
    TicketStep,
)
from app.desk.models.visits import Visit, VisitOutcome, VisitPresence, VisitRecipient

__all__ = [
    "DeskCounter",
    "DeskOpening",
    "DeskScreen",
    "Incident",
    "Message",
    "MessageStep",
    "MessageTerm",
    "PlaceMeasure",
    "SupportCall",
    "Ticket",
    "TicketInterval",
    "TicketStep",
    "Visit",
    "VisitOutcome",
    "VisitPresence",
    "VisitRecipient",
]
