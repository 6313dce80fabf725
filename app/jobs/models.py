from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Technical


class JobRun(Technical, Base):
    """One run of one job for one day or tick; its key is what keeps it from running twice."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("job", "due_key"), Index(None, "started_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(60))
    due_key: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(Integer, default=1)
    result: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(200), default="")
    runner: Mapped[str] = mapped_column(String(120), default="")  # empty: by hand
