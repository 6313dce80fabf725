"""Writing down what reached the office, and whom it concerns."""

from datetime import datetime
from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import ReferralSource
from app.intake import operations, queries
from app.intake.forms import (
    NEW_PERSON,
    NOT_KNOWN,
    ConfirmForm,
    RegisterForm,
    SubjectForm,
    WhoFields,
)
from app.intake.labels import REASONS
from app.intake.operations import Arrival, OrderGiven, SubjectGiven
from app.intake.routes import blueprint
from app.intake.rules import Answer, Channel, JudicialAsk, Urgency
from app.kernel.clock import in_rome, rome_to_utc
from app.kernel.references import BodyId, PersonId, ReferralId
from app.organisations.queries import bodies
from app.people.queries import PersonRow, search
from app.people.rules import BirthKnown, PersonDetails
from app.web.access import requires
from app.web.fields import offered, read_hour
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

WHO = "Cerca la persona e scegli chi è, oppure «Identità non ancora nota»."


@blueprint.route("/referrals/new", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def new() -> ResponseReturnValue:
    """Register with four answers; searching the person keeps everything already typed."""
    now = in_rome(request_now())
    form = RegisterForm(received_on=now.date(), received_hour=f"{now:%H:%M}")
    form.body.choices = offered(
        [("", "Nessun ente"), *((str(row.id), row.name) for row in bodies(viewer()))]
    )
    given = picked(form)
    if given is not None and form.validate_on_submit():
        with form.showing_refusals(REASONS | _people_reasons()):
            referral_id = operations.register_referral(
                actor=viewer(), now=request_now(), arrival=_arrival(form, given)
            )
            flash("Registrata. Ecco cosa succede ora.")
            return go_to("intake.referral", referral_id=referral_id)
    return form_page(
        "intake/new.html", form, searched=request.method == "POST", registering=_registering()
    )


@blueprint.route("/referrals/<uuid:referral_id>/subjects/new", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def new_subject(referral_id: UUID) -> ResponseReturnValue:
    page = queries.referral_page(viewer(), ReferralId(referral_id), request_now())
    form = SubjectForm(version=page.version)
    given = picked(form)
    if given is not None and form.validate_on_submit():
        with form.showing_refusals(REASONS | _people_reasons()):
            operations.add_subject(
                actor=viewer(),
                now=request_now(),
                referral_id=page.id,
                version=form.opened_at(),
                given=given,
            )
            flash("Persona aggiunta.")
            return go_to("intake.referral", referral_id=referral_id)
    return form_page(
        "intake/new_subject.html",
        form,
        page=page,
        searched=request.method == "POST",
        registering=_registering(),
    )


@blueprint.post("/referrals/<uuid:referral_id>/subjects/housemate")
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def add_housemate(referral_id: UUID) -> ResponseReturnValue:
    """Add, in one press, somebody who lives with a person it already concerns."""
    person_id = PersonId(UUID(request.form.get("person", "")))
    operations.add_subject(
        actor=viewer(),
        now=request_now(),
        referral_id=ReferralId(referral_id),
        version=ConfirmForm().opened_at(),
        given=SubjectGiven(person_id=person_id),
    )
    flash("Persona aggiunta.")
    return go_to("intake.referral", referral_id=referral_id)


@blueprint.route(
    "/referrals/<uuid:referral_id>/subjects/<uuid:subject_id>/identify", methods=["GET", "POST"]
)
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def identify(referral_id: UUID, subject_id: UUID) -> ResponseReturnValue:
    page = queries.referral_page(viewer(), ReferralId(referral_id), request_now())
    form = SubjectForm(version=page.version)
    given = picked(form, only_known=True)
    if given is not None and given.person_id is not None and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.identify_subject(
                actor=viewer(),
                now=request_now(),
                referral_id=page.id,
                subject_id=subject_id,
                person_id=given.person_id,
            )
            flash("Ora ha un nome.")
            return go_to("intake.referral", referral_id=referral_id)
    return form_page(
        "intake/identify.html", form, page=page, searched=request.method == "POST",
    )  # fmt: skip


def picked(form: WhoFields, *, only_known: bool = False) -> SubjectGiven | None:
    """Offer who answers to the search; return whom it concerns, None while still searching."""
    text = form.text.data or ""
    rows = search(viewer(), text) if text else []
    found = [(str(row.id), _words(row)) for row in rows]
    others = [] if only_known else _others(text)
    form.person.choices = offered([*found, *others])
    if request.method != "POST" or "search" in request.form:
        return None
    chosen = form.person.data or ""
    if chosen == NEW_PERSON and not only_known:
        return _somebody_new(form)
    if chosen == NOT_KNOWN and not only_known:
        return SubjectGiven(
            described=form.described.data or "Identità non ancora nota",
            thought_adult=Answer(form.thought_adult.data),
        )
    if not chosen or chosen not in dict(found):
        form.validate()
        _say(form.text, WHO)
        return None
    return SubjectGiven(person_id=PersonId(UUID(chosen)))


def _others(text: str) -> list[tuple[str, str]]:
    new = f"È una persona nuova: «{text}»" if text else "È una persona nuova"
    return [(NEW_PERSON, new), (NOT_KNOWN, "Identità non ancora nota")]


def _somebody_new(form: WhoFields) -> SubjectGiven | None:
    words = (form.text.data or "").split()
    surname = form.surname.data or (words[0] if words else "")
    if not surname:
        form.validate()
        _say(form.surname, "Inserisci il cognome.")
        return None
    details = PersonDetails(
        surname=surname,
        given=form.given.data or ("" if form.surname.data else " ".join(words[1:])),
        birth_known=BirthKnown.EXACT if form.birth_date.data else BirthKnown.UNKNOWN,
        birth_date=form.birth_date.data,
    )
    return SubjectGiven(
        new_person=details,
        is_another=form.is_another.data,
        thought_adult=Answer(form.thought_adult.data),
    )


def _arrival(form: RegisterForm, given: SubjectGiven) -> Arrival:
    return Arrival(
        channel=Channel(form.channel.data),
        source=ReferralSource(form.source.data),
        story=form.story.data or "",
        subjects=(given,),
        received_at=_received(form),
        urgency=Urgency(form.urgency.data),
        anonymous=form.anonymous.data,
        referrer=form.referrer.data or "",
        referring_body_id=BodyId(UUID(form.body.data)) if form.body.data else None,
        protocol_number=form.protocol_number.data or "",
        protocol_on=form.protocol_on.data,
        interviewed=form.interviewed.data,
        order=_order(form),
    )


def _received(form: RegisterForm) -> datetime:
    return rome_to_utc(form.received_on.chosen, read_hour(form.received_hour.data or ""))


def _order(form: RegisterForm) -> OrderGiven | None:
    if form.dated.data is None or not form.asks.data:
        return None
    return OrderGiven(
        proceeding=form.proceeding.data or "",
        dated=form.dated.data,
        asks=JudicialAsk(form.asks.data),
        answer_by=form.answer_by.data,
    )


def _registering() -> tuple[bool, bool]:
    """Return which of the two ways without an archive was chosen: somebody new, nobody's name."""
    chosen = request.form.get("person", "")
    return chosen == NEW_PERSON, chosen == NOT_KNOWN


def _people_reasons() -> dict[str, str]:
    from app.people.labels import REASONS as PEOPLE

    return dict(PEOPLE)


def _words(row: PersonRow) -> str:
    age = row.birth.age(today())
    parts = [row.name, f"{age} anni" if age is not None else "", row.municipality, row.phone]
    return ", ".join(part for part in parts if part)


def _say(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]
