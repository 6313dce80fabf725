"""Whether somebody may do an act with a person, as far as consent goes: yes, or not known yet.

Never "no": what is missing is named and asked for, and nobody waits for it to listen or to protect.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.catalogue.rules import ConsentBasis
from app.consents.rules.vocabulary import ASKED, ConsentAct, Degree, ProtectionKind
from app.kernel.references import PersonId
from app.kernel.verdict import Verdict


class Missing(StrEnum):
    """What is still to be asked for, or to be read, before a consent is there."""

    HOLDER = "holder_to_ask"
    TOOK_BACK = "holder_took_back"
    HOLDERS_UNKNOWN = "holders_unknown"
    OTHER_PARENT = "other_parent_unknown"
    GUARDIAN = "guardian_to_ask"
    PERSON = "person_to_ask"
    POWERS = "powers_to_read"
    DECREE = "decree_not_written"
    NOT_SUBSTANTIVE = "powers_not_substantive"
    NOT_IN_ORDER = "act_not_in_order"
    PAPER = "paper_to_attach"
    AGE = "age_unknown"


@dataclass(frozen=True)
class Holder:
    """Somebody with the responsibility for a child, in those days."""

    person_id: PersonId
    degree: Degree
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Protection:
    """An order by which somebody decides: in which days, how far, for which acts."""

    id: UUID
    kind: ProtectionKind
    valid_from: date
    valid_to: date | None = None
    holder_id: PersonId | None = None
    substantive: bool = False
    powers_known: bool = False
    acts: frozenset[ConsentAct] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Word:
    """One consent: for what, on which ground, by whom, since when, until it was taken back."""

    act: ConsentAct
    basis: ConsentBasis
    given_on: date
    giver_id: PersonId | None = None
    withdrawn_on: date | None = None
    paper: bool = False


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Who decides for a person, what was said, and whether she is of age (None: not known)."""

    of_age: bool | None = None
    responsible: tuple[Holder, ...] = ()
    protections: tuple[Protection, ...] = ()
    consents: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and of whom where that is known."""

    what: Missing
    person_id: PersonId | None = None


@dataclass(frozen=True)
class Standing:
    """The answer: met, and on which ground; or not known, and what is missing."""

    verdict: Verdict
    basis: ConsentBasis
    lacks: tuple[Lack, ...] = ()


_SOLE = {
    ConsentBasis.ONE_PARENT_OTHER_INFORMED,
    ConsentBasis.ONE_PARENT_OTHER_UNTRACEABLE,
    ConsentBasis.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY,
}
# Without the paper that says so, the other parent is somebody to be asked.
_NEEDS_PAPER = _SOLE - {ConsentBasis.ONE_PARENT_OTHER_INFORMED}
_PARENTAL = {ConsentBasis.BOTH_PARENTS, *_SOLE}


def standing(situation: Situation, act: ConsentAct, on: date) -> Standing:
    """Return whether there is a consent for an act on a day, on which ground, or what is missing.

    Met or unknown, never not met: no answer of this rule refuses anything.
    """
    words = [word for word in situation.consents if word.act is act and word.given_on <= on]
    said = [word for word in words if word.withdrawn_on is None or on < word.withdrawn_on]
    back = {word.giver_id for word in words if word not in said}
    orders = [one for one in situation.protections if _holds(one, on)]
    if any(word.basis is ConsentBasis.COURT_ORDER for word in said):
        return _met(ConsentBasis.COURT_ORDER)
    if situation.of_age:
        return _of_adult(said, orders)
    holders = [one for one in situation.responsible if _holds(one, on)]
    found = _of_minor(said, back, holders, orders, act)
    if situation.of_age is None and found.verdict is Verdict.UNKNOWN:
        if any(word.basis is ConsentBasis.ADULT for word in said):
            return _unknown(Lack(Missing.AGE))
        return _unknown(Lack(Missing.AGE), *found.lacks)
    return found


def _of_adult(said: list[Word], orders: list[Protection]) -> Standing:
    """Of age she says it herself; with a guardian he does; with an administrator one reads."""
    guardian = _first(orders, ProtectionKind.GUARDIANSHIP)
    if guardian is not None:
        if ConsentBasis.GUARDIAN in _bases(said):
            return _met(ConsentBasis.GUARDIAN)
        return _unknown(Lack(Missing.GUARDIAN, guardian.holder_id))
    bases = _bases(said)
    if not bases & {ConsentBasis.ADULT, ConsentBasis.ADULT_WITH_ADMINISTRATOR}:
        return _unknown(Lack(Missing.PERSON))
    administrator = _first(orders, ProtectionKind.SUPPORT_ADMINISTRATION)
    if administrator is None:
        if ConsentBasis.ADULT in bases:
            return _met(ConsentBasis.ADULT)
        return _unknown(Lack(Missing.DECREE))
    if not administrator.powers_known:
        return _unknown(Lack(Missing.POWERS, administrator.holder_id))
    both = ConsentBasis.ADULT_WITH_ADMINISTRATOR
    return _met(both if both in bases else ConsentBasis.ADULT)


def _of_minor(
    said: list[Word],
    back: set[PersonId | None],
    holders: list[Holder],
    orders: list[Protection],
    act: ConsentAct,
) -> Standing:
    represented = [_represented(word, orders, act) for word in said if word.basis not in _PARENTAL]
    guardian = _first(orders, ProtectionKind.GUARDIANSHIP)
    if guardian is not None:
        of_family = _unknown(Lack(Missing.GUARDIAN, guardian.holder_id))
    else:
        of_family = _of_parents(said, back, holders)
    for answer in (*represented, of_family):
        if answer.verdict is Verdict.MET:
            return answer
    return next((answer for answer in represented if answer.lacks), of_family)


def _represented(word: Word, orders: list[Protection], act: ConsentAct) -> Standing:
    """The word of a guardian, of a special curator, of the service that has the custody."""
    kind = {
        ConsentBasis.GUARDIAN: ProtectionKind.GUARDIANSHIP,
        ConsentBasis.SPECIAL_CURATOR: ProtectionKind.SPECIAL_CURATOR,
        ConsentBasis.CUSTODY_TO_SERVICE: ProtectionKind.CUSTODY_TO_SERVICE,
    }.get(word.basis)
    if kind is None:
        return _unknown()
    written = [one for one in orders if one.kind is kind]
    if not written:
        return _unknown(Lack(Missing.DECREE))
    if kind is ProtectionKind.SPECIAL_CURATOR and not any(one.substantive for one in written):
        return _unknown(Lack(Missing.NOT_SUBSTANTIVE, written[0].holder_id))
    if kind is ProtectionKind.CUSTODY_TO_SERVICE and not any(act in one.acts for one in written):
        return _unknown(Lack(Missing.NOT_IN_ORDER))
    return _met(word.basis)


def _of_parents(said: list[Word], back: set[PersonId | None], holders: list[Holder]) -> Standing:
    """Both, or one where the other is told, cannot be found, or holds no responsibility."""
    words = [word for word in said if word.basis in _PARENTAL]
    agreed = {word.giver_id for word in words if word.giver_id is not None}
    asked = [one.person_id for one in holders if one.degree in ASKED]
    silent = [
        Lack(Missing.TOOK_BACK if one in back else Missing.HOLDER, one)
        for one in asked
        if one not in agreed
    ]
    refused = [lack for lack in silent if lack.what is Missing.TOOK_BACK]
    if refused:
        return _unknown(*refused)
    everybody = bool(asked) and not silent
    basis = _ground(words, others_agree=everybody and len(asked) > 1)
    if basis is None and everybody and len(holders) > len(asked):
        basis = ConsentBasis.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY
    if basis is not None:
        return _met(basis)
    if _bases(words) & _SOLE:
        return _unknown(Lack(Missing.PAPER))
    other = Lack(Missing.OTHER_PARENT if asked else Missing.HOLDERS_UNKNOWN)
    return _unknown(*(silent or [other]))


def _ground(words: list[Word], *, others_agree: bool) -> ConsentBasis | None:
    """Return the ground on which the words of parents are enough by themselves, if any."""
    if others_agree:
        return ConsentBasis.BOTH_PARENTS
    for word in reversed(words):  # what was said last
        together = word.basis is ConsentBasis.BOTH_PARENTS and word.giver_id is None
        if together or (word.basis in _SOLE and (word.paper or word.basis not in _NEEDS_PAPER)):
            return word.basis
    return None


def _holds(one: Holder | Protection, on: date) -> bool:
    begun = one.valid_from is None or one.valid_from <= on
    return begun and (one.valid_to is None or on < one.valid_to)


def _first(orders: Iterable[Protection], kind: ProtectionKind) -> Protection | None:
    return next((one for one in orders if one.kind is kind), None)


def _bases(words: Iterable[Word]) -> set[ConsentBasis]:
    return {word.basis for word in words}


def _met(basis: ConsentBasis) -> Standing:
    return Standing(Verdict.MET, basis)


def _unknown(*lacks: Lack) -> Standing:
    return Standing(Verdict.UNKNOWN, ConsentBasis.UNKNOWN, lacks)
