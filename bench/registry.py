"""Every benchmark, by name: a function that prepares one client and returns the action to time."""

from collections.abc import Callable, Mapping

from bench import pages, presses
from bench.archive import Archive
from bench.ground import Ground
from bench.measure import Action
from bench.pages import opening


def _people(archive: Archive) -> list[str]:
    return [f"/people/{person_id}" for person_id in archive.people[:50]]


def _case(archive: Archive) -> list[str]:
    return [f"/cases/{archive.thick_case}"]


_LAST_YEAR = "start=24%2F11%2F2025&end=23%2F11%2F2026&on=23%2F11%2F2026"

BENCHMARKS: Mapping[str, Callable[[Ground, int], Action]] = {
    "healthz": pages.healthz,
    "worker_home": opening("bruno", "/today", "Richieste e segnalazioni"),
    "supervisor_home": opening("dario", "/today", "Servizi da decidere"),
    "day_queue": opening("bruno", "/desk", "In attesa"),
    "public_screen": pages.public_screen,
    "check_in": presses.check_in,
    "call_next": presses.call_next,
    "booking_page": opening("anna", "/booking", "Prenota un appuntamento"),
    "slots": presses.slots,
    "book": presses.book,
    "people_page": opening("bruno", "/people", "Persone"),
    "suggest": presses.suggest,
    "person_page": opening("bruno", _people, "Come raggiungerla"),
    "case_page": opening("bruno", _case, "Diario"),
    "case_list": opening("bruno", "/cases", "Cartelle"),
    "triage": opening("dario", "/referrals/to-assign", "Attesa"),
    "new_referral": opening("gino", "/referrals/new", "Nuova richiesta"),
    "requests": opening("dario", "/service-requests", "Servizi da decidere"),
    "caseload_report": opening("dario", f"/reports/caseload?{_LAST_YEAR}", "Alla data"),
}
