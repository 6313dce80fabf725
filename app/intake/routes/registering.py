"""Writing down what reached the office, and whom it concerns."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations
from app.intake.forms import NEW_PERSON, NOT_KNOWN, RegisterForm, SubjectForm, WhoFields
from app.intake.operations import SubjectGiven
from app.intake.queries import NEW_DRAFT, HalfWritten, half_written, in_charge
from app.intake.routes import blueprint, post
from app.intake.routes.checking import NO_NAME, read_back_rows
from app.intake.routes.page import SENTENCES, consulted
from app.intake.rules import ReferralFault
from app.kernel.clock import in_rome
from app.kernel.errors import Conflict
from app.kernel.references import PersonId, new_id
from app.organisations.queries import bodies
from app.people import queries as people
from app.people.labels import LABELS as PEOPLE
from app.people.labels import in_one_line
from app.people.matching import Why
from app.people.operations import describe
from app.people.queries import PersonRow
from app.transaction.drafts import drop_draft
from app.web.access import requires
from app.web.drafts import NEVER_KEPT, keep, take_up
from app.web.fields import offered, say, told
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.read_back import carried, proof, was_read_back
from app.web.request_time import request_now, today

SEARCHING = ("search", "more")  # the buttons of the page that save nothing


# What a form sends though nobody wrote in it.
_BY_ITSELF = frozenset(
    {"draft", "channel", "received_on", "received_hour", "thought_adult", *NEVER_KEPT, *SEARCHING}
)


@blueprint.route("/referrals/new", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def new() -> ResponseReturnValue:
    """Register with four answers; whatever was typed is kept until it is saved, or thrown away.

    What a court, the police or a health service wrote is read back first.
    """
    now, account = in_rome(request_now()), viewer().account_id
    draft = _draft()
    form = RegisterForm(received_on=now.date(), received_hour=f"{now:%H:%M}", draft=str(draft))
    take_up(form, account, NEW_DRAFT, draft)
    if request.method == "GET" and not form.resumed_at:
        form.people.data = _asked_about()
        post.fill(form)
    form.body.choices = offered(
        [("", "Nessun ente"), *((str(row.id), row.name) for row in bodies(viewer()))]
    )
    chosen = _already_chosen(form)
    given = picked(form, needed=not (chosen or form.is_immediate()))
    if given is not None and form.validate_on_submit() and form.order_is_whole():
        if form.must_be_read_back() and not was_read_back(form, account):
            keep(account, NEW_DRAFT, draft)
            return _check_page(form)
        with form.showing_refusals(SENTENCES):
            referral_id = operations.register_referral(
                actor=viewer(),
                now=request_now(),
                arrival=form.arrival((*map(_known, chosen), *given) or (_unnamed(form),)),
            )
            drop_draft(account, NEW_DRAFT, str(draft))
            flash("Registrata. Ecco cosa succede ora.")
            post.place(referral_id)
            return go_to("intake.referral", referral_id=referral_id)
    if "draft" in request.form and _began():
        keep(account, NEW_DRAFT, draft)
        if request.form.get("search") == "keep":
            flash("Bozza salvata: la ritrovi in «In sospeso», anche da un altro computer.")
    return form_page(
        "intake/new.html",
        form,
        registering=_registering(form),
        searched=any(name in request.form for name in SEARCHING),
        draft=url_for("home.keep_draft", form=NEW_DRAFT, subject=draft),
        waiting=_waiting(),
        in_charge=[one.name for one in in_charge(viewer(), today())],
    )


def _draft() -> UUID:
    """Return by which name the form on the screen is kept: a new one for a new form."""
    try:
        return UUID(request.values.get("draft", ""))
    except ValueError:
        return new_id()


def _began() -> bool:
    """Whether something was written, or it is asked to be kept: an empty form is no work."""
    written = (
        text.strip()
        for name, texts in request.form.lists()
        for text in texts
        if name not in _BY_ITSELF
    )
    return request.form.get("search") == "keep" or any(written)


def _waiting() -> Sequence[HalfWritten]:
    """Return what the writer left half written, where she begins something new."""
    begins = request.method == "GET" and "draft" not in request.args
    return [one for one in half_written(viewer()) if one.layer is None] if begins else ()


def _check_page(form: RegisterForm) -> str:
    """Show what was typed, to be read again; nothing is registered yet.

    The message it comes from goes on in the address, so that it is put with what is registered.
    """
    proven = proof(form, viewer().account_id)
    return render_template(
        "intake/check.html",
        form=form,
        rows=read_back_rows(form),
        carried=carried(form),
        proof=proven,
        action=post.address(),
    )


@blueprint.route("/referrals/<uuid:referral_id>/subjects/new", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def new_subject(referral_id: UUID) -> ResponseReturnValue:
    page = consulted(referral_id, "intake.new_subject")
    form = SubjectForm(version=page.version)
    given = picked(form)
    if given and form.validate_on_submit():
        try:
            with form.showing_refusals(SENTENCES):
                operations.add_subject(
                    actor=viewer(),
                    now=request_now(),
                    referral_id=page.id,
                    version=form.opened_at(),
                    given=given[0],
                )
                flash("Persona aggiunta.")
                return go_to("intake.referral", referral_id=referral_id)
        except Conflict:
            form.start_again(page.version)
    return form_page("intake/new_subject.html", form, page=page, registering=_registering(form))


@blueprint.post("/referrals/<uuid:referral_id>/subjects/housemates/<uuid:person_id>")
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def add_housemate(referral_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Add, in one press, somebody who lives with a person it already concerns."""
    page = consulted(referral_id, "intake.add_housemate")
    operations.add_subject(
        actor=viewer(),
        now=request_now(),
        referral_id=page.id,
        version=ConfirmForm().opened_at(),
        given=SubjectGiven(person_id=PersonId(person_id)),
    )
    flash("Persona aggiunta.")
    return go_to("intake.referral", referral_id=referral_id)


@blueprint.route(
    "/referrals/<uuid:referral_id>/subjects/<uuid:subject_id>/identify", methods=["GET", "POST"]
)
@requires(Permission.INTAKE_REFERRAL_REGISTER)
def identify(referral_id: UUID, subject_id: UUID) -> ResponseReturnValue:
    page = consulted(referral_id, "intake.identify")
    form = SubjectForm(version=page.version)
    given = picked(form, only_known=True)
    if given and given[0].person_id is not None and form.validate_on_submit():
        try:
            with form.showing_refusals(SENTENCES):
                operations.identify_subject(
                    actor=viewer(),
                    now=request_now(),
                    referral_id=page.id,
                    version=form.opened_at(),
                    subject_id=subject_id,
                    person_id=given[0].person_id,
                )
                flash("Ora ha un nome.")
                return go_to("intake.referral", referral_id=referral_id)
        except Conflict:
            form.start_again(page.version)
    return form_page("intake/identify.html", form, page=page, searched=request.method == "POST")


def picked(
    form: WhoFields, *, needed: bool = True, only_known: bool = False
) -> tuple[SubjectGiven, ...] | None:
    """Offer who answers to the search; return whom it concerns, None while still searching."""
    text = form.text.data or ""
    found = {str(row.id): _words(row) for row in people.search(viewer(), text)} if text else {}
    chosen = told(form.person)
    if chosen == NEW_PERSON and not only_known:
        found |= _doubles(form)
    others = [] if only_known else [(NEW_PERSON, _new_words(text)), (NOT_KNOWN, "Non si sa chi è")]
    form.person.choices = offered([*found.items(), *others])
    _press_of_the_search(form, chosen, found)
    if request.method != "POST" or any(name in request.form for name in SEARCHING):
        return None
    if chosen == NEW_PERSON and not only_known:
        return _somebody_new(form)
    if chosen == NOT_KNOWN and not only_known:
        return (_unnamed(form),)
    if chosen in found:
        return (SubjectGiven(person_id=PersonId(UUID(chosen))),)
    if not needed and not chosen:
        return ()
    form.validate()
    say(form.text, SENTENCES[ReferralFault.WHO_MISSING])
    return None


def _unnamed(form: WhoFields) -> SubjectGiven:
    """Return somebody of whom only words are known: what is urgent does not wait for a name."""
    described = form.described.data or NO_NAME
    return SubjectGiven(described=described, thought_adult=form.adult())


def _press_of_the_search(form: WhoFields, chosen: str, found: Mapping[str, str]) -> None:
    """Propose the only one who answers, shown before it is saved; put aside who was chosen."""
    if "search" in request.form and not chosen and len(found) == 1:
        form.person.data = next(iter(found))
    if "more" in request.form and chosen in found:
        _move_among_the_chosen(form, chosen, found[chosen])


def _new_words(text: str) -> str:
    return f"È una persona nuova: «{text}»" if text else "È una persona nuova"


def _move_among_the_chosen(form: WhoFields, chosen: str, words: str) -> None:
    if isinstance(form, RegisterForm):
        kept = [*(form.people.data or ()), chosen]
        form.people.choices = offered({**_choices_of(form), chosen: words}.items())
        form.people.data = list(dict.fromkeys(kept))
        form.text.data, form.person.data = "", None
        form.person.choices = form.person.choices[-2:]


def _choices_of(form: RegisterForm) -> dict[str, str]:
    return {str(one.value): str(one.label) for one in form.people.choices}


def _asked_about() -> list[str]:
    """Return the person from whose page one came, as a value of the ticked boxes."""
    text = request.args.get("person", "")
    return [text] if _as_id(text) else []


def _already_chosen(form: RegisterForm) -> tuple[PersonId, ...]:
    """Offer, ticked, the people chosen so far that this viewer may find."""
    wanted = dict.fromkeys(id_ for text in form.people.data or () if (id_ := _as_id(text)))
    known = people.rows_by_id(viewer(), wanted) if wanted else {}
    rows = [known[id_] for id_ in wanted if id_ in known]
    form.people.choices = offered((str(row.id), _words(row)) for row in rows)
    form.people.data = [str(row.id) for row in rows]
    return tuple(row.id for row in rows)


def _as_id(text: str) -> PersonId | None:
    try:
        return PersonId(UUID(text))
    except ValueError:
        return None


def _known(person_id: PersonId) -> SubjectGiven:
    return SubjectGiven(person_id=person_id)


def _doubles(form: WhoFields) -> dict[str, str]:
    """Return who may already be the new person, each with why: one of them may be chosen."""
    details = form.new_person()
    if details is None or form.is_another.data:
        return {}
    known = viewer()
    described = describe(known.organisation_id, details, "")
    return {
        str(row.id): f"{_words(row)} ({_reasons(like.why)})"
        for row, like in people.doubles(known, described)
    }


def _reasons(why: Iterable[Why]) -> str:
    return ", ".join(PEOPLE[Why][one].text for one in why)


def _somebody_new(form: WhoFields) -> tuple[SubjectGiven, ...] | None:
    details = form.new_person()
    if details is None:
        form.validate()
        say(form.surname, "Inserisci il cognome.")
        return None
    given = SubjectGiven(
        new_person=details, is_another=form.is_another.data, thought_adult=form.adult()
    )
    return (given,)


def _registering(form: WhoFields) -> tuple[bool, bool]:
    """Return which of the two ways without an archive was chosen: somebody new, nobody's name."""
    chosen = told(form.person)
    return chosen == NEW_PERSON, chosen == NOT_KNOWN


def _words(row: PersonRow) -> str:
    return in_one_line(row.name, row.birth.age(today()), row.municipality, row.phone)
