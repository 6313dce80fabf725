"""What happens to requests and reports. The table of the procedure decides who may, and when."""

from app.intake.operations.answering import answer_layer
from app.intake.operations.choosing import PathGiven, choose_path
from app.intake.operations.closing import (
    Signposting,
    agree_closure,
    archive,
    disagree_closure,
    name_reader,
    propose_not_competent,
    reopen,
    signpost,
    withdraw,
)
from app.intake.operations.competence import Competence, judge_competence
from app.intake.operations.deciding import (
    Charge,
    answer_transfer,
    link_to_case,
    propose_transfer,
    read_linked,
    take_back_transfer,
    take_charge,
)
from app.intake.operations.evaluating import (
    Sending,
    follow_up,
    judge,
    log_contact,
    note_consent,
    resume,
    send_to_court,
    start_evaluation,
    wait_for,
)
from app.intake.operations.misplaced import move_file, remove_file, return_mail
from app.intake.operations.orders import OrderGiven
from app.intake.operations.post import (
    PaperGiven,
    add_file,
    consult_mail,
    discard_mail,
    open_file,
    place_mail,
    reveal_referrer,
    take_mail,
)
from app.intake.operations.practising import PracticeWanted, open_practice_for
from app.intake.operations.reading import consult_part, consult_referral, read_part
from app.intake.operations.registering import (
    Arrival,
    SubjectGiven,
    acknowledge,
    add_fact,
    add_protocol,
    add_subject,
    identify_subject,
    register_referral,
)
from app.intake.operations.requesting import request_service
from app.intake.operations.rereading import reread
from app.intake.operations.taking_back import undo_assign
from app.intake.operations.triage import (
    assign_many,
    assign_referral,
    flag_urgency,
    give_back,
    mark_duplicate,
    take_urgent,
)

__all__ = [
    "Arrival",
    "Charge",
    "Competence",
    "OrderGiven",
    "PaperGiven",
    "PathGiven",
    "PracticeWanted",
    "Sending",
    "Signposting",
    "SubjectGiven",
    "acknowledge",
    "add_fact",
    "add_file",
    "add_protocol",
    "add_subject",
    "agree_closure",
    "answer_layer",
    "answer_transfer",
    "archive",
    "assign_many",
    "assign_referral",
    "choose_path",
    "consult_mail",
    "consult_part",
    "consult_referral",
    "disagree_closure",
    "discard_mail",
    "flag_urgency",
    "follow_up",
    "give_back",
    "identify_subject",
    "judge",
    "judge_competence",
    "link_to_case",
    "log_contact",
    "mark_duplicate",
    "move_file",
    "name_reader",
    "note_consent",
    "open_file",
    "open_practice_for",
    "place_mail",
    "propose_not_competent",
    "propose_transfer",
    "read_linked",
    "read_part",
    "register_referral",
    "remove_file",
    "reopen",
    "request_service",
    "reread",
    "resume",
    "return_mail",
    "reveal_referrer",
    "send_to_court",
    "signpost",
    "start_evaluation",
    "take_back_transfer",
    "take_charge",
    "take_mail",
    "take_urgent",
    "undo_assign",
    "wait_for",
    "withdraw",
]
