from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, Shared
from app.kernel.references import OrganisationId


class Organisation(Shared, Base):
    """A body that works with this program and holds rows of its own."""

    __tablename__ = "organisation"

    id: Mapped[OrganisationId] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
