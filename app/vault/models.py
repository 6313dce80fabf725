from datetime import datetime

from sqlalchemy import Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Owned


class DataKey(Owned, Base):
    """The key of one dossier, wrapped by its body's key. Destroyed, it keeps its row and date."""

    __tablename__ = "data_key"

    root_kind: Mapped[str] = mapped_column(String(40), info={"audit": "value"})
    version: Mapped[int] = mapped_column(Integer, default=1)
    master_version: Mapped[int] = mapped_column(Integer)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]
