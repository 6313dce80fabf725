"""What the pages of one feature show of the others: functions of each feature's cards.py."""

from app.accounts import cards as accounts_cards
from app.appointments import cards as appointments_cards
from app.cases import cards as cases_cards
from app.cases.routes.story import second_level_timeline
from app.consents import cards as consents_cards
from app.desk import cards as desk_cards
from app.district import cards as district_cards
from app.emergencies import cards as emergencies_cards
from app.intake import cards as intake_cards
from app.jobs import cards as jobs_cards
from app.kernel.contributions import (
    CaseCard,
    CaseTimeline,
    Deadlines,
    EmergencyCard,
    HomeCard,
    LineCard,
    PersonCard,
    PracticeCard,
    ReferralCard,
)
from app.open_door import cards as open_door_cards
from app.organisations import cards as organisations_cards
from app.particulars import cards as particulars_cards
from app.people import cards as people_cards
from app.people.above import PersonWords
from app.practices import cards as practices_cards
from app.referrers import cards as referrers_cards
from app.registry import cards as registry_cards
from app.releases import cards as releases_cards
from app.rota import cards as rota_cards
from app.tasks import cards as tasks_cards
from app.transfers import cards as transfers_cards
from app.waiting import cards as waiting_cards

# What the pages of one feature show of the others above it: functions of each feature's cards.py.
PERSON_CARDS: tuple[PersonCard, ...] = (
    cases_cards.person_card,
    consents_cards.of_person,
    *intake_cards.PERSON_CARDS,
    emergencies_cards.of_person,
    appointments_cards.of_person,
    practices_cards.of_person,
    open_door_cards.of_person,
    desk_cards.messages_of_person,
    desk_cards.visits_of_person,
    tasks_cards.of_person,
    registry_cards.of_person,
)
# On the page of a practice, of a case, of a service given or asked, and of a request or report.
PRACTICE_CARDS: tuple[PracticeCard, ...] = (releases_cards.of_practice, intake_cards.of_practice)
CASE_CARDS: tuple[CaseCard, ...] = (transfers_cards.of_case, releases_cards.of_case)
LINE_CARDS: tuple[LineCard, ...] = (
    waiting_cards.of_line,
    particulars_cards.of_line,
    transfers_cards.of_line,
)
REFERRAL_CARDS: tuple[ReferralCard, ...] = (
    *intake_cards.REFERRAL_CARDS,
    referrers_cards.of_referral,
    open_door_cards.of_referral,
    transfers_cards.came_from,
    transfers_cards.of_referral,
    releases_cards.of_referral,
)
# On the page of a measure of art. 403: what of it went to prosecutor and court, and as what.
EMERGENCY_CARDS: tuple[EmergencyCard, ...] = (
    intake_cards.of_emergency,
    releases_cards.of_emergency,
)
# What somebody left half written: on the page of the day, and on a page of its own.
HALF_WRITTEN: tuple[HomeCard, ...] = (
    intake_cards.half_written,
    cases_cards.resume_card,
    referrers_cards.half_written,
)
HOME_CARDS: tuple[HomeCard, ...] = (
    cases_cards.missing_card,
    emergencies_cards.of_today,
    emergencies_cards.calls_of_today,
    cases_cards.court_card,
    rota_cards.swaps_to_answer,
    accounts_cards.substitutions,
    desk_cards.booking_of_day,
    desk_cards.my_turn,
    desk_cards.messages_of_day,
    appointments_cards.never_told,
    appointments_cards.stranded,
    appointments_cards.next_of_mine,
    appointments_cards.interpreters_due,
    appointments_cards.visits_out,
    appointments_cards.not_back,
    appointments_cards.without_outcome,
    particulars_cards.alarms_to_see,
    *HALF_WRITTEN,
    desk_cards.incidents_to_read,
    desk_cards.away_now,
    desk_cards.places_short,
    desk_cards.queue_of_day,
    desk_cards.tickets_left_open,
    desk_cards.not_received_lately,
    referrers_cards.come_from_outside,
    referrers_cards.own_reports,
    *intake_cards.HOME_CARDS,
    releases_cards.to_sign,
    releases_cards.to_send,
    transfers_cards.answers_to_note,
    transfers_cards.box_of_day,
    desk_cards.queue_of_practices,
    practices_cards.papers_back,
    practices_cards.ending_soon,
    practices_cards.of_today,
    open_door_cards.arrivals_to_confirm,
    cases_cards.services_card,
    cases_cards.plans_card,
    cases_cards.passing_card,
    waiting_cards.offers_open,
    rota_cards.my_next_shifts,
    appointments_cards.on_duty_today,
    organisations_cards.lost_soon,
    jobs_cards.not_going,
)
# What a row of the search of people says of each, where this viewer may know it.
PERSON_WORDS: tuple[PersonWords, ...] = (cases_cards.who_follows,)
CASE_TIMELINE: tuple[CaseTimeline, ...] = (
    cases_cards.timeline,
    second_level_timeline,
    particulars_cards.timeline,
    *intake_cards.CASE_TIMELINE,
    emergencies_cards.timeline,
)
DEADLINES: tuple[Deadlines, ...] = (
    cases_cards.deadlines,
    cases_cards.service_deadlines,
    cases_cards.placement_deadlines,
    waiting_cards.deadlines,
    cases_cards.consent_deadlines,
    particulars_cards.deadlines,
    *intake_cards.DEADLINES,
    emergencies_cards.deadlines,
    transfers_cards.deadlines,
    practices_cards.deadlines,
    open_door_cards.deadlines,
    district_cards.deadlines,
    appointments_cards.deadlines,
    people_cards.deadlines,
    tasks_cards.deadlines,
)
