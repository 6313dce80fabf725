"""What changes of the nine Comuni: conventions, means, targets, and what each publishes."""

from app.district.operations.means import (
    end_convention,
    end_resource,
    set_target,
    write_convention,
    write_resource,
)
from app.district.operations.publishing import FiguresTold, publish, write_told

__all__ = [
    "FiguresTold",
    "end_convention",
    "end_resource",
    "publish",
    "set_target",
    "write_convention",
    "write_resource",
    "write_told",
]
