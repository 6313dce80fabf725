"""Which form each act of the procedure asks for, and which use case it runs: one table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.accounts.guard import viewer
from app.cases.rules.case import TakingChargeBasis
from app.catalogue.rules import Area, ConsentBasis
from app.intake import forms, operations, queries
from app.intake.labels import LABELS, proposal_words
from app.intake.operations import Charge, Competence, Sending, Signposting
from app.intake.procedure import SEQUELS, Clock
from app.intake.procedure import ReferralAction as A
from app.intake.queries import ReferralPage
from app.intake.routes import practising
from app.intake.routes.asked import area_of, asked_about, people_asked
from app.intake.routes.measures import propose_what_left
from app.intake.rules import (
    COURTS,
    Acknowledgement,
    Answer,
    ArchiveGround,
    Awaited,
    Changes,
    CompetenceBasis,
    CompetenceVerdict,
    ContactOutcome,
    GiveBackCause,
    HelpGiven,
    Urgency,
    Why,
)
from app.kernel.clock import in_rome
from app.kernel.references import BodyId, CaseId, EngagementId, ReferralId
from app.organisations.queries import bodies
from app.web.acts import Act, Acts, Common, press
from app.web.fields import moment_of, offered, told
from app.web.request_time import request_now, today

Run = Callable[[Common, Any], object]


def _in_words(operation: Callable[..., object], **more: Any) -> Run:
    return lambda common, form: operation(**common, words=form.words.data or "", **more)


def _contact(common: Common, form: Any) -> None:
    operations.log_contact(
        **common,
        outcome=ContactOutcome(form.outcome.data),
        happened_at=moment_of(form.on, form.at),
        words=form.words.data or "",
    )


def _assign(common: Common, form: Any) -> None:
    worker, _, why = form.worker.data.partition(" ")
    operations.assign_referral(
        **common, worker_id=EngagementId(UUID(worker)), why=Why(why) if why else None
    )


def _name_reader(common: Common, form: Any) -> None:
    operations.name_reader(**common, reader_id=EngagementId(UUID(form.worker.data)))


def _take_charge(common: Common, form: Any) -> None:
    deputy = told(form.deputy_id)
    charge = Charge(
        basis=TakingChargeBasis(form.basis.data),
        area=Area(form.area.data),
        holder_id=EngagementId(UUID(form.holder_id.data)),
        deputy_id=EngagementId(UUID(deputy)) if deputy else None,
        subject_ids=_chosen(form),
    )
    operations.take_charge(**common, charge=charge)


def _chosen(form: Any) -> tuple[UUID, ...]:
    return tuple(UUID(text) for text in form.subjects.data)


def _link(common: Common, form: Any) -> None:
    subject, _, case = (form.target.data or "").partition(" ")
    operations.link_to_case(**common, subject_id=UUID(subject), case_id=CaseId(UUID(case)))


def _body(form: Any) -> BodyId | None:
    body = told(form.body)
    return BodyId(UUID(body)) if body else None


def _signpost(common: Common, form: Any) -> None:
    where = Signposting(
        body_id=_body(form),
        help_given=HelpGiven(form.help_given.data),
        words=form.words.data or "",
        subject_ids=_chosen(form),
    )
    operations.signpost(**common, where=where)


def _archive(common: Common, form: Any) -> None:
    operations.archive(
        **common,
        ground=ArchiveGround(form.ground.data),
        words=form.words.data or "",
        subject_ids=_chosen(form),
    )


def _not_competent(common: Common, form: Any) -> None:
    operations.propose_not_competent(
        **common, body_id=_body(form), words=form.words.data or "", subject_ids=_chosen(form)
    )


def _judge_competence(common: Common, form: Any) -> None:
    judged = Competence(
        verdict=CompetenceVerdict(form.verdict.data),
        basis=CompetenceBasis(form.basis.data),
        body_id=_body(form),
        grounds=form.grounds.data or "",
    )
    operations.judge_competence(**common, judged=judged)


def _send(common: Common, form: Any) -> None:
    sending = Sending(
        body_id=BodyId(UUID(form.body.data)),
        signed_by_id=EngagementId(UUID(form.worker.data)),
        sent_on=form.sent_on.chosen,
        protocol_number=form.protocol_number.data or "",
    )
    operations.send_to_court(**common, sending=sending)


def _with_proposals(form: Any, page: ReferralPage) -> None:
    """Offer the workers in the order in which they are proposed, each with why."""
    around = queries.surroundings(viewer(), page.people, today())
    form.worker.choices = offered(
        (
            f"{one.candidate.engagement_id} {next(iter(one.reasons), '')}".strip(),
            proposal_words(one),
        )
        for one in around.proposals(page.people)
    )
    if not form.is_submitted() and form.worker.choices:
        form.worker.data = form.worker.choices[0].value


def _staff(page: ReferralPage) -> list[tuple[str, str]]:
    """Offer who may be given these people: the others are not named."""
    here = queries.within_reach(viewer(), page.people, today())
    return [(str(one.engagement_id), one.name) for one in here]


def _with_readers(form: Any, page: ReferralPage) -> None:
    form.worker.choices = offered(_staff(page))


def _with_bodies(form: Any, _page: ReferralPage) -> None:
    rows = [(str(row.id), row.name) for row in bodies(viewer())]
    needed = form.body.flags.required
    form.body.choices = offered(rows if needed else [("", "Nessuno di questi"), *rows])


def _with_subjects(form: Any, page: ReferralPage) -> None:
    form.subjects.choices = offered((str(one.id), one.name) for one in page.unsettled)
    if not form.is_submitted():
        form.subjects.data = [str(one.id) for one in people_asked(page)]


def _with_people_and_staff(form: Any, page: ReferralPage) -> None:
    _with_subjects(form, page)
    staff = _staff(page)
    form.holder_id.choices = offered(staff)
    form.deputy_id.choices = offered([("", "Nessuno per ora"), *staff])
    if not form.is_submitted():
        form.holder_id.data = str(page.assignee_id or "")
        form.area.data = area_of(page)


def _with_people_and_bodies(form: Any, page: ReferralPage) -> None:
    _with_subjects(form, page)
    _with_bodies(form, page)


def _with_cases(form: Any, page: ReferralPage) -> None:
    form.target.choices = offered(
        (
            f"{one.id} {one.followed_by.case_id}",
            f"{one.followed_by.number}, {one.name}, {one.followed_by.holder_name}",
        )
        for one in page.unsettled
        if one.followed_by is not None
    )

    named = asked_about(page)
    if named and named.followed_by and not form.is_submitted():
        form.target.data = f"{named.id} {named.followed_by.case_id}"


def _with_same_people(form: Any, page: ReferralPage) -> None:
    others = queries.about_the_same(viewer(), page.id, page.people, request_now())
    form.same_as.choices = offered(
        (str(row.id), f"{row.number}, {in_rome(row.received_at):%d/%m/%Y}") for row in others
    )


def _with_bodies_by_hand(form: Any, _page: ReferralPage) -> None:
    """Offer those to whom it is proposed on paper: the others have a box in this program."""
    form.body.choices = offered(
        (str(row.id), row.name) for row in bodies(viewer()) if row.linked_id is None
    )


def _with_today(form: Any, _page: ReferralPage) -> None:
    for name in ("on", "sent_on"):
        if name in form and not form.is_submitted():
            form[name].data = today()
    if "at" in form and not form.is_submitted():
        form.at.data = f"{in_rome(request_now()):%H:%M}"


def _with_channels(form: Any, page: ReferralPage) -> None:
    """A body is answered by PEC or letter; who wrote in private never by mail others may open."""
    _with_today(form, page)
    private = (Acknowledgement.PHONE, Acknowledgement.IN_PERSON, Acknowledgement.LETTER)
    ways = tuple(Acknowledgement) if page.row.body else private
    form.how.choices = offered((str(way), LABELS[Acknowledgement][way].text) for way in ways)


def _with_courts(form: Any, page: ReferralPage) -> None:
    _with_today(form, page)
    courts = bodies(viewer(), kinds=COURTS)
    form.body.choices = offered((str(row.id), row.name) for row in courts)
    form.worker.choices = offered(_staff(page))
    if not form.is_submitted():
        form.worker.data = str(page.assignee_id or "")
    propose_what_left(form, page)


def _with_sequels(form: Any, page: ReferralPage) -> None:
    waiting = [one.clock for one in page.terms if one.met_at is None and one.clock in SEQUELS]
    form.clock.choices = offered((str(one), LABELS[Clock][one].text) for one in waiting)


def _with_what_stands(form: Any, page: ReferralPage) -> None:
    if not form.is_submitted():
        form.urgency.data = page.row.urgency


ACTS: Acts = {
    A.ADD_PROTOCOL: Act(
        forms.ProtocolForm,
        lambda common, form: operations.add_protocol(
            **common, number=form.number.data, protocol_on=form.protocol_on.data
        ),
        "Protocollo scritto.",
    ),
    A.ACKNOWLEDGE: Act(
        forms.AcknowledgeForm,
        lambda common, form: operations.acknowledge(
            **common, how=Acknowledgement(form.how.data), on=form.on.chosen
        ),
        "Ricevuta segnata.",
        _with_channels,
    ),
    A.FLAG_URGENCY: Act(
        forms.UrgencyForm,
        lambda common, form: operations.flag_urgency(**common, urgency=Urgency(form.urgency.data)),
        "Urgenza cambiata: il primo contatto ha un altro giorno.",
        _with_what_stands,
    ),
    A.ASSIGN: Act(forms.AssignForm, _assign, "Assegnata.", _with_proposals),
    A.TAKE_URGENT: press(operations.take_urgent, "È tua. La responsabile la vede."),
    A.GIVE_BACK: Act(
        forms.GiveBackForm,
        lambda common, form: operations.give_back(**common, reason=GiveBackCause(form.reason.data)),
        "Restituita alla responsabile.",
    ),
    A.LOG_ATTEMPT: Act(forms.AttemptForm, _contact, "Scritto.", _with_today),
    A.FIRST_CONTACT: Act(forms.AttemptForm, _contact, "Scritto.", _with_today),
    A.START_EVALUATION: press(operations.start_evaluation, "Valutazione iniziata."),
    A.SUSPEND_WAITING: Act(
        forms.WaitForm,
        lambda common, form: operations.wait_for(
            **common, awaited=Awaited(form.awaited.data), words=form.words.data or ""
        ),
        "In attesa.",
    ),
    A.RESUME: press(operations.resume, "Valutazione ripresa."),
    A.JUDGE_RISK: Act(
        forms.JudgeForm,
        lambda common, form: operations.judge(
            **common,
            risk=Answer(form.risk.data),
            harm=Answer(form.harm.data),
            grounds=form.grounds.data or "",
        ),
        "Valutazione scritta.",
    ),
    A.JUDGE_COMPETENCE: Act(
        forms.CompetenceForm, _judge_competence, "Valutazione scritta.", _with_bodies
    ),
    A.NOTE_CONSENT: Act(
        forms.ConsentForm,
        lambda common, form: operations.note_consent(
            **common,
            basis=ConsentBasis(form.basis.data),
            given_by=form.given_by.data or "",
            given_on=form.given_on.data,
        ),
        "Consenso scritto.",
    ),
    A.TAKE_CHARGE: Act(
        forms.ChargeForm,
        _take_charge,
        "Presa in carico: la cartella è aperta.",
        _with_people_and_staff,
    ),
    A.LINK_TO_CASE: Act(
        forms.LinkForm, _link, "Unita: chi ha la cartella la deve leggere.", _with_cases
    ),
    A.READ_LINKED: Act(
        forms.ReadForm,
        lambda common, form: operations.read_linked(
            **common, changes=Changes(form.changes.data), words=form.words.data or ""
        ),
        "Lettura scritta.",
    ),
    A.SEND_TO_COURT: Act(forms.SendForm, _send, "Trasmissione scritta.", _with_courts),
    A.TRANSFER_BODY: Act(
        forms.TransferForm,
        lambda common, form: operations.propose_transfer(
            **common,
            body_id=BodyId(UUID(form.body.data)),
            protection_assured=form.protection_assured.data,
        ),
        "Proposta all'altro ente.",
        _with_bodies_by_hand,
    ),
    A.TRANSFER_ACCEPTED: Act(
        forms.WordsForm, _in_words(operations.answer_transfer, accepted=True), "Passata."
    ),
    A.TRANSFER_REFUSED: Act(
        forms.WordsForm,
        _in_words(operations.answer_transfer, accepted=False),
        "Torna in valutazione.",
    ),
    A.TRANSFER_TAKEN_BACK: Act(
        forms.WordsForm,
        _in_words(operations.take_back_transfer),
        "Proposta ritirata. Se era arrivata nella loro casella, la leggono finché non la ritiri "
        "anche da Passaggi ad altri enti.",
    ),
    A.OPEN_PRACTICE: practising.OPEN_PRACTICE,
    A.PROPOSE_SIGNPOST: Act(
        forms.SignpostForm, _signpost, "Orientamento scritto.", _with_people_and_bodies
    ),
    A.PROPOSE_ARCHIVE: Act(
        forms.ArchiveForm, _archive, "Proposta: ora la legge un'altra persona.", _with_subjects
    ),
    A.ARCHIVE_ADULT: Act(forms.ArchiveForm, _archive, "Archiviata.", _with_subjects),
    A.PROPOSE_NOT_COMPETENT: Act(
        forms.NotCompetentForm,
        _not_competent,
        "Proposta: ora la legge un'altra persona.",
        _with_people_and_bodies,
    ),
    A.NAME_READER: Act(forms.AssignForm, _name_reader, "Seconda lettura affidata.", _with_readers),
    A.AGREE_CLOSURE: press(operations.agree_closure, "Seconda lettura fatta: è conclusa."),
    A.DISAGREE_CLOSURE: Act(
        forms.WordsForm, _in_words(operations.disagree_closure), "Torna in valutazione."
    ),
    A.MARK_DUPLICATE: Act(
        forms.DuplicateForm,
        lambda common, form: operations.mark_duplicate(
            **common, same_as_id=ReferralId(UUID(form.same_as.data))
        ),
        "Segnata come già registrata: i fatti nuovi sono nell'altra.",
        _with_same_people,
    ),
    A.WITHDRAW: Act(forms.WordsForm, _in_words(operations.withdraw), "Richiesta ritirata."),
    A.REOPEN: Act(forms.WordsForm, _in_words(operations.reopen), "Riaperta."),
    A.FOLLOW_UP: Act(
        forms.FollowUpForm,
        lambda common, form: operations.follow_up(
            **common, clock=Clock(form.clock.data), words=form.words.data or ""
        ),
        "Seguito scritto.",
        _with_sequels,
    ),
    A.NEW_FACT: Act(forms.WordsForm, _in_words(operations.add_fact), "Fatto aggiunto."),
}
