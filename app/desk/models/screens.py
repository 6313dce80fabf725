"""The public screen of a waiting room: a door without a name, closed when it is lost."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned


class DeskScreen(Owned, Base):
    """One screen: only the hash of its token is kept, so that nobody reads it from here."""

    __tablename__ = "desk_screen"
    __table_args__ = (UniqueConstraint("organisation_id", "token_hash"),)

    name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(info={"audit": "value"})
