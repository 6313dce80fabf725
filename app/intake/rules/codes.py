"""The codes of a request or a report: how it came, how urgent, what came of it."""

from enum import StrEnum


class ReferralKind(StrEnum):
    """Who asks for himself is not reported: three things, three names."""

    SELF_REQUEST = "self_request"
    REPORT = "report"
    JUDICIAL_REQUEST = "judicial_request"


class Channel(StrEnum):
    """How it reached the office."""

    DESK = "desk"
    PHONE = "phone"
    EMAIL = "email"
    PEC = "pec"
    FAX = "fax"
    LETTER = "letter"
    COLLEAGUE = "colleague"
    OWN_MOTION = "own_motion"
    ONLINE = "online"  # who reports filled in the form, from outside
    TRANSFER = "transfer"  # another body passed it on with this program


class Urgency(StrEnum):
    """By when somebody must be in touch with the person."""

    IMMEDIATE = "immediate"
    WITHIN_48_HOURS = "within_48_hours"
    WITHIN_7_DAYS = "within_7_days"
    ORDINARY = "ordinary"


URGENT = frozenset({Urgency.IMMEDIATE, Urgency.WITHIN_48_HOURS})


class Answer(StrEnum):
    """What a worker knows of a question that has no obvious answer."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SubjectOutcome(StrEnum):
    """How it ended for one of the people it concerns."""

    TAKEN_CHARGE = "taken_charge"
    LINKED = "linked"
    TRANSFERRED = "transferred"
    SIGNPOSTED = "signposted"
    ARCHIVED = "archived"
    NOT_COMPETENT = "not_competent"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    PRACTICE_OPENED = "practice_opened"


class ClosureProposal(StrEnum):
    """An end without action, which somebody else must read first when a minor is concerned."""

    ARCHIVE = "archive"
    SIGNPOST = "signpost"
    NOT_COMPETENT = "not_competent"
    LINK = "link"
    PRACTICE = "practice"


class ArchiveGround(StrEnum):
    """Why nothing follows."""

    UNFOUNDED = "unfounded"
    NOT_TRACED = "not_traced"
    ALREADY_HELPED = "already_helped"
    NO_NEED = "no_need"
    REFUSES_HELP = "refuses_help"
    OTHER = "other"


class GiveBackCause(StrEnum):
    """Why a worker gives it back."""

    CONFLICT = "conflict"
    OTHER_AREA = "other_area"
    LOAD = "load"


class Changes(StrEnum):
    """What the holder of a case says of what was linked to it: does it change anything?"""

    NOTHING = "nothing"
    PLAN = "plan"
    AT_ONCE = "at_once"


class Awaited(StrEnum):
    """Whom the evaluation waits for."""

    PERSON = "person"
    BODY = "body"


class ContactOutcome(StrEnum):
    """An attempt without an answer is not a first contact."""

    REAL = "real"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    MESSAGE_LEFT = "message_left"


class HelpGiven(StrEnum):
    """What was done so that the person really arrives where she was sent."""

    CALLED = "called"
    APPOINTMENT_MADE = "appointment_made"
    LETTER = "letter"
    ADDRESS_ONLY = "address_only"


class Acknowledgement(StrEnum):
    """How who reported was told that it arrived: never the content."""

    PEC = "pec"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"


class MemberRole(StrEnum):
    """Who would enter a community for mothers and children: each on a ground of her own."""

    MOTHER = "mother"
    CHILD = "child"
    EXPECTED_CHILD = "expected_child"


class Letter(StrEnum):
    """What may be written to a body: its kind decides, nobody chooses it by hand."""

    RECEIPT = "receipt"
    PASSAGE = "passage"
    COURT = "court"


class JudicialAsk(StrEnum):
    """What the judicial authority asks for."""

    INQUIRY = "inquiry"
    REPORT = "report"
    SUPERVISION = "supervision"
    CUSTODY = "custody"
    PLACEMENT = "placement"
    GUARDIANSHIP = "guardianship"


class Shelf(StrEnum):
    """The lists a worker opens."""

    MINE = "mine"
    TO_ASSIGN = "to_assign"
    TO_READ = "to_read"
    UNREAD = "unread"
    OPEN = "open"
    ENDED = "ended"


class CompetenceVerdict(StrEnum):
    """Whether a request or report is of this office, as somebody judged it on a day."""

    OURS = "ours"
    TO_CHECK = "to_check"
    OTHER = "other_body"


class CompetenceBasis(StrEnum):
    """On what a judgement of competence rests; who is here and at risk is helped in any case."""

    RESIDENCE = "residence"
    PRESENCE = "presence"
    PROTECTION = "urgent_protection"
    JUDICIAL = "judicial_order"
    FOLLOWED_ELSEWHERE = "followed_elsewhere"
    NOT_KNOWN_YET = "basis_not_known_yet"


class Duty(StrEnum):
    """What is due without a clock of the procedure."""

    WEIGH_COURT = "weigh_court"
    ANSWER_COURT = "answer_court"
    WAITED_LONG = "waited_long"
