"""Which form each act of the procedure asks for, and which use case it runs: one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.accounts.guard import viewer
from app.accounts.policy import Role
from app.accounts.queries import colleagues
from app.cases.rules import CaseArea, TakingChargeBasis
from app.catalogue.rules import ConsentBasis
from app.intake import forms, operations, queries
from app.intake.labels import LABELS
from app.intake.operations import Charge
from app.intake.procedure import ReferralAction as A
from app.intake.queries import ReferralPage
from app.intake.rules import (
    Acknowledgement,
    Answer,
    ArchiveReason,
    Awaited,
    ContactOutcome,
    GiveBackReason,
    HelpGiven,
    Proposal,
    Urgency,
    Why,
)
from app.kernel.clock import in_rome, rome_to_utc
from app.kernel.references import BodyId, CaseId, EngagementId, ReferralId
from app.organisations.queries import bodies
from app.web.fields import offered, read_hour
from app.web.forms import EditForm
from app.web.request_time import request_now, today

Common = dict[str, Any]
Run = Callable[[Common, Any], object]


@dataclass(frozen=True)
class Screen:
    """What one act asks: the form, who runs it, what is said when it is done."""

    form: type[EditForm]
    run: Run
    done: str
    prepare: Callable[[Any, ReferralPage], None] = lambda _form, _page: None

    @property
    def asks(self) -> bool:
        """Whether there is anything to type before the act."""
        return self.form is not forms.ConfirmForm


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _plain(operation: Callable[..., object]) -> Run:
    return lambda common, _form: operation(**common)


def _in_words(operation: Callable[..., object], **more: Any) -> Run:
    return lambda common, form: operation(**common, words=form.words.data or "", **more)


def _moment(form: Any) -> datetime:
    return rome_to_utc(form.on.chosen, read_hour(form.at.data or ""))


def _contact(common: Common, form: Any) -> None:
    operations.log_contact(
        **common,
        outcome=ContactOutcome(form.outcome.data),
        happened_at=_moment(form),
        words=form.words.data or "",
    )


def _assign(common: Common, form: Any) -> None:
    operations.assign_referral(**common, worker_id=EngagementId(UUID(form.worker.data)))


def _name_reader(common: Common, form: Any) -> None:
    operations.name_reader(**common, reader_id=EngagementId(UUID(form.worker.data)))


def _take_charge(common: Common, form: Any) -> None:
    deputy = _uuid(form.deputy.data)
    charge = Charge(
        basis=TakingChargeBasis(form.basis.data),
        area=CaseArea(form.area.data),
        holder_id=EngagementId(UUID(form.holder.data)),
        deputy_id=EngagementId(deputy) if deputy else None,
        subject_ids=tuple(UUID(text) for text in form.subjects.data),
    )
    operations.take_charge(**common, charge=charge)


def _link(common: Common, form: Any) -> None:
    subject, _, case = (form.target.data or "").partition(" ")
    operations.link_to_case(**common, subject_id=UUID(subject), case_id=CaseId(UUID(case)))


def _body(form: Any) -> BodyId | None:
    chosen = _uuid(form.body.data)
    return BodyId(chosen) if chosen else None


def _signpost(common: Common, form: Any) -> None:
    operations.signpost(
        **common,
        body_id=_body(form),
        help_given=HelpGiven(form.help_given.data),
        words=form.words.data or "",
    )


def _archive(common: Common, form: Any) -> None:
    operations.archive(
        **common, reason=ArchiveReason(form.reason.data), words=form.words.data or ""
    )


def _with_workers(form: Any, page: ReferralPage) -> None:
    """Offer the workers in the order in which they are proposed, each with why."""
    form.worker.choices = offered(
        (str(one.candidate.engagement_id), _proposal_words(one))
        for one in queries.proposed_workers(viewer(), page.people, today())
    )
    if not form.worker.data and form.worker.choices:
        form.worker.data = form.worker.choices[0].value


def _proposal_words(proposal: Proposal) -> str:
    """Return her name with the reasons for her, and how many cases she has."""
    one = proposal.candidate
    reasons = [LABELS[Why][why].text for why in proposal.reasons]
    facts = [
        *reasons,
        f"{one.open_cases} cartelle aperte",
        *(["assente oggi"] if one.absent else []),
    ]
    return f"{one.name}: {', '.join(facts)}"


def _with_bodies(form: Any, _page: ReferralPage) -> None:
    rows = [(str(row.id), row.name) for row in bodies(viewer())]
    form.body.choices = offered(rows if form.body.flags.required else [("", "Altro"), *rows])


def _with_subjects(form: Any, page: ReferralPage) -> None:
    form.subjects.choices = offered(
        (str(one.id), one.name) for one in page.unsettled if one.person is not None
    )
    staff = colleagues(viewer(), today(), Role.SOCIAL_WORKER, Role.SUPERVISOR)
    workers = [(str(one.engagement_id), one.name) for one in staff]
    form.holder.choices = offered(workers)
    form.deputy.choices = offered([("", "Nessuna per ora"), *workers])
    if not form.is_submitted():
        form.subjects.data = [choice.value for choice in form.subjects.choices]
        form.holder.data = str(page.assignee_id or "")


def _with_cases(form: Any, page: ReferralPage) -> None:
    form.target.choices = offered(
        (
            f"{one.id} {one.followed_by.case_id}",
            f"{one.followed_by.number}, {one.name}, {one.followed_by.holder_name}",
        )
        for one in page.unsettled
        if one.followed_by is not None
    )


def _with_same_people(form: Any, page: ReferralPage) -> None:
    others = queries.about_the_same(viewer(), page.id, page.people, request_now())
    form.same_as.choices = offered(
        (str(row.id), f"{row.number}, {row.received_at:%d/%m/%Y}") for row in others
    )


def _with_today(form: Any, _page: ReferralPage) -> None:
    for name in ("on", "sent_on"):
        if name in form and form[name].data is None and not form.is_submitted():
            form[name].data = today()
    if "at" in form and not form.is_submitted():
        form.at.data = f"{in_rome(request_now()):%H:%M}"


def _send(common: Common, form: Any) -> None:
    operations.send_to_court(
        **common, body_id=BodyId(UUID(form.body.data)), sent_on=form.sent_on.chosen
    )


def _both(form: Any, page: ReferralPage) -> None:
    _with_bodies(form, page)
    _with_today(form, page)


SCREENS: dict[A, Screen] = {
    A.ADD_PROTOCOL: Screen(
        forms.ProtocolForm,
        lambda common, form: operations.add_protocol(
            **common, number=form.number.data, protocol_on=form.protocol_on.data
        ),
        "Protocollo scritto.",
    ),
    A.ACKNOWLEDGE: Screen(
        forms.AcknowledgeForm,
        lambda common, form: operations.acknowledge(
            **common, how=Acknowledgement(form.how.data), on=form.on.chosen
        ),
        "Ricevuta segnata.",
        _with_today,
    ),
    A.FLAG_URGENCY: Screen(
        forms.UrgencyForm,
        lambda common, form: operations.flag_urgency(**common, urgency=Urgency(form.urgency.data)),
        "Urgenza cambiata: il primo contatto ha un altro giorno.",
    ),
    A.ASSIGN: Screen(forms.AssignForm, _assign, "Assegnata.", _with_workers),
    A.TAKE_URGENT: Screen(
        forms.ConfirmForm, _plain(operations.take_urgent), "È tua. La responsabile la vede."
    ),
    A.GIVE_BACK: Screen(
        forms.GiveBackForm,
        lambda common, form: operations.give_back(
            **common, reason=GiveBackReason(form.reason.data)
        ),
        "Restituita alla responsabile.",
    ),
    A.LOG_ATTEMPT: Screen(forms.ContactForm, _contact, "Scritto.", _with_today),
    A.FIRST_CONTACT: Screen(forms.ContactForm, _contact, "Scritto.", _with_today),
    A.START_EVALUATION: Screen(
        forms.ConfirmForm, _plain(operations.start_evaluation), "Valutazione iniziata."
    ),
    A.SUSPEND_WAITING: Screen(
        forms.WaitForm,
        lambda common, form: operations.wait_for(
            **common, awaited=Awaited(form.awaited.data), words=form.words.data or ""
        ),
        "In attesa.",
    ),
    A.RESUME: Screen(forms.ConfirmForm, _plain(operations.resume), "Valutazione ripresa."),
    A.JUDGE_RISK: Screen(
        forms.JudgeForm,
        lambda common, form: operations.judge(
            **common,
            risk=Answer(form.risk.data),
            harm=Answer(form.harm.data),
            grounds=form.grounds.data or "",
        ),
        "Valutazione scritta.",
    ),
    A.NOTE_CONSENT: Screen(
        forms.ConsentForm,
        lambda common, form: operations.note_consent(
            **common,
            basis=ConsentBasis(form.basis.data),
            given_by=form.given_by.data or "",
            given_on=form.given_on.data,
        ),
        "Consenso scritto.",
    ),
    A.TAKE_CHARGE: Screen(
        forms.ChargeForm, _take_charge, "Presa in carico: la cartella è aperta.", _with_subjects
    ),
    A.LINK_TO_CASE: Screen(
        forms.LinkForm, _link, "Unita: chi ha la cartella la deve leggere.", _with_cases
    ),
    A.READ_LINKED: Screen(forms.WordsForm, _in_words(operations.read_linked), "Lettura scritta."),
    A.SEND_TO_COURT: Screen(forms.SendForm, _send, "Trasmissione scritta.", _both),
    A.TRANSFER_BODY: Screen(
        forms.TransferForm,
        lambda common, form: operations.propose_transfer(
            **common,
            body_id=BodyId(UUID(form.body.data)),
            protection_assured=form.protection_assured.data,
        ),
        "Proposta all'altro ente.",
        _with_bodies,
    ),
    A.TRANSFER_ACCEPTED: Screen(
        forms.WordsForm, _in_words(operations.answer_transfer, accepted=True), "Passata."
    ),
    A.TRANSFER_REFUSED: Screen(
        forms.WordsForm,
        _in_words(operations.answer_transfer, accepted=False),
        "Torna in valutazione.",
    ),
    A.PROPOSE_SIGNPOST: Screen(
        forms.SignpostForm, _signpost, "Orientamento scritto.", _with_bodies
    ),
    A.PROPOSE_ARCHIVE: Screen(
        forms.ArchiveForm, _archive, "Proposta: ora la legge un'altra persona."
    ),
    A.ARCHIVE_ADULT: Screen(forms.ArchiveForm, _archive, "Archiviata."),
    A.PROPOSE_NOT_COMPETENT: Screen(
        forms.NotCompetentForm,
        lambda common, form: operations.propose_not_competent(
            **common, body_id=_body(form), words=form.words.data or ""
        ),
        "Proposta: ora la legge un'altra persona.",
        _with_bodies,
    ),
    A.NAME_READER: Screen(
        forms.AssignForm, _name_reader, "Seconda lettura affidata.", _with_workers
    ),
    A.AGREE_CLOSURE: Screen(
        forms.ConfirmForm, _plain(operations.agree_closure), "Seconda lettura fatta: è conclusa."
    ),
    A.DISAGREE_CLOSURE: Screen(
        forms.WordsForm, _in_words(operations.disagree_closure), "Torna in valutazione."
    ),
    A.MARK_DUPLICATE: Screen(
        forms.DuplicateForm,
        lambda common, form: operations.mark_duplicate(
            **common, same_as_id=ReferralId(UUID(form.same_as.data))
        ),
        "Segnata come già registrata: i fatti nuovi sono nell'altra.",
        _with_same_people,
    ),
    A.WITHDRAW: Screen(forms.WordsForm, _in_words(operations.withdraw), "Richiesta ritirata."),
    A.REOPEN: Screen(forms.WordsForm, _in_words(operations.reopen), "Riaperta."),
    A.NEW_FACT: Screen(forms.WordsForm, _in_words(operations.add_fact), "Fatto aggiunto."),
}
