"""What changes in the catalogue: terms and figures from a day on, services and units of offer."""

from app.catalogue.operations.cards import check_card, write_card
from app.catalogue.operations.choices import choose_length, choose_parameter
from app.catalogue.operations.remarks import answer_remark, write_remark
from app.catalogue.operations.sending import send_card
from app.catalogue.operations.services import (
    ManagementDetails,
    ServiceDetails,
    UnitDetails,
    correct_service,
    correct_unit,
    entrust_service,
    open_service,
    open_unit,
    size_unit,
)

__all__ = [
    "ManagementDetails",
    "ServiceDetails",
    "UnitDetails",
    "answer_remark",
    "check_card",
    "choose_length",
    "choose_parameter",
    "correct_service",
    "correct_unit",
    "entrust_service",
    "open_service",
    "open_unit",
    "send_card",
    "size_unit",
    "write_card",
    "write_remark",
]
