"""Why a particular of a service is refused."""

from enum import StrEnum


class ParticularFault(StrEnum):
    """Why a particular of a service is refused."""

    LINE_OVER = "particulars_line_over"
    REQUEST_OVER = "particulars_request_over"
    HOURS_BACKWARDS = "hours_backwards"
    HOURS_MEET = "hours_meet"
    HOURS_OVER = "hours_already_over"
    FAMILY_FIRST = "family_resources_first"
    AREA_JUDGED = "area_already_judged"
    CHECK_IN_THE_PAST = "check_in_the_past"
    SAME_PHASE = "same_phase"
    PHASE_BEFORE_LAST = "phase_before_last"
    BACK_WITHOUT_WORDS = "back_without_words"
    OUTCOME_MISSING = "work_outcome_missing"
    OUTCOME_TOO_EARLY = "work_outcome_too_early"
    NOT_YET_HAPPENED = "particulars_not_yet_happened"
    HOST_LEFT = "host_already_left"
    DEVICE_REMOVED = "device_already_removed"
    REMOVED_BEFORE_INSTALLED = "removed_before_installed"
    KEYS_GIVEN_BACK = "keys_already_given_back"
    ALARM_WRITTEN = "alarm_already_written"
    ALARM_SEEN = "alarm_already_seen"
    CERTIFICATE_NOT_ISSUED_THEN = "certificate_not_issued_then"
    CERTIFICATE_BACKWARDS = "certificate_backwards"
    YEAR_RENEWED = "school_year_already_renewed"
