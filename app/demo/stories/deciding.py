"""Who decides for the children of the stories, what was said, and to whom one writes."""

from datetime import date
from uuid import UUID

from app.catalogue.rules import ConsentBasis
from app.consents import operations as consents
from app.consents.rules import (
    ConsentAct,
    ConsentDetails,
    Degree,
    HowGiven,
    LettersBasis,
    LineDetails,
    ProtectionDetails,
    ProtectionKind,
    ResponsibilityDetails,
)
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on

DECREE, NOTIFIED = "TM 412/2026", date(2026, 10, 29)


def who_decides(demo: Demo) -> Tale:
    """Matteo's administrator, Ivan's curator, Sara's custody, the two parents of Noemi."""
    yield on(11, 5)
    _order(
        demo, "chiara", "Matteo Cislaghi", ProtectionKind.SUPPORT_ADMINISTRATION,
        date(2026, 2, 3), holder_person_id=demo.people["Rosa Invernizzi"],
        decree_number="GT 88/2026", powers="Richieste di servizi, cure, documenti.",
    )  # fmt: skip
    _says(
        demo, "chiara", "Matteo Cislaghi", "Rosa Invernizzi", ConsentAct.SERVICE,
        basis=ConsentBasis.ADULT_WITH_ADMINISTRATOR,
    )  # fmt: skip
    yield on(16, 10, 11)
    _order(
        demo, "irene", "Ivan Perego", ProtectionKind.SPECIAL_CURATOR, date(2026, 10, 16),
        holder_name="avv. Nava", decree_number="TM 655/2026", substantive=True,
    )  # fmt: skip
    custody = yield from _sara_in_custody(demo)
    said = (ConsentAct.ADM, ConsentAct.TRANSPORT)
    yield on(5, 11, 12)
    _says(demo, "marta", "Noemi Sartirani Diop", "Awa Diop", *said)
    yield on(6, 11, 12)
    _says(demo, "marta", "Noemi Sartirani Diop", "Marco Sartirani", *said)
    yield on(12, 11, 9)
    act(
        demo, "marta", consents.name_responsible, person_id=demo.people["Sara Malvestiti"],
        protection_id=custody, responsible="Marta Brambati", told_on=date(2026, 11, 12),
    )  # fmt: skip


def _sara_in_custody(demo: Demo) -> Part[UUID]:
    yield on(30, 10, 9)
    custody = _order(
        demo, "marta", "Sara Malvestiti", ProtectionKind.CUSTODY_TO_SERVICE, NOTIFIED,
        holder_name="Servizio sociale", decree_number=DECREE, decree_on=NOTIFIED,
        notified_on=NOTIFIED, acts=(ConsentAct.ASSESSMENT, ConsentAct.PLACEMENT),
    )  # fmt: skip
    sara, denis = demo.people["Sara Malvestiti"], demo.people["Denis Malvestiti"]
    act(
        demo, "marta", consents.write_responsibility, person_id=sara, holder_id=denis,
        details=ResponsibilityDetails(
            degree=Degree.SUSPENDED, valid_from=NOTIFIED, source=DECREE, source_on=NOTIFIED
        ),
    )  # fmt: skip
    act(
        demo, "marta", consents.write_letters, person_id=sara, parent_id=denis,
        details=LineDetails(
            letters=False, basis=LettersBasis.SAFETY, valid_from=NOTIFIED,
            why="Nessuna notizia di dove vivono.",
        ),
    )  # fmt: skip
    return custody


def _order(
    demo: Demo, login: str, name: str, kind: ProtectionKind, since: date, **known: object
) -> UUID:
    details = ProtectionDetails(kind=kind, valid_from=since, **known)  # type: ignore[arg-type]
    return act(demo, login, consents.write_protection, person_id=demo.people[name], details=details)


def _says(
    demo: Demo,
    login: str,
    name: str,
    giver: str,
    *acts: ConsentAct,
    basis: ConsentBasis = ConsentBasis.BOTH_PARENTS,
) -> None:
    act(
        demo, login, consents.give_consent, person_id=demo.people[name],
        details=ConsentDetails(
            acts=acts, basis=basis, giver_id=demo.people[giver], given_on=demo.clock.date(),
            how=HowGiven.SIGNED,
        ),
    )  # fmt: skip
