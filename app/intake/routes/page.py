"""The page of one request or report: everything known, what may be done now, and doing it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases.labels import REASONS as CASES
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.labels import question_text
from app.catalogue.rules import AnswerKind, Detail, question
from app.intake import operations, queries
from app.intake.labels import LABELS, REASONS, answer_text, asked_text, code_text, looked_for
from app.intake.procedure import ReferralAction
from app.intake.queries import PathRow, ReferralPage, ToComplete
from app.intake.routes import blueprint
from app.intake.routes.acting import ACTS
from app.intake.routes.beside import own_cards
from app.intake.routes.ends import ways
from app.intake.rules import Answer, Asked, Layer, Missing, Urgency, is_not_known
from app.kernel.references import ReferralId
from app.people.labels import REASONS as PEOPLE
from app.transaction.steps import PastStep
from app.web.access import requires
from app.web.acts import Button, buttons, slug, take_act
from app.web.contributed import cards_about, gathered
from app.web.formatting import day_digits, day_short, moment
from app.web.forms import ConfirmForm
from app.web.htmx import go_to
from app.web.request_time import request_now, today

_READ = Permission.INTAKE_REFERRAL_READ
_ORDER: dict[StrEnum, int] = {action: place for place, action in enumerate(ReferralAction)}
# What may be refused on the way: here, in cases, about people.
SENTENCES = {**PEOPLE, **CASES, **REASONS}
# What completes each thing that is missing: the act of the table, and its page.
_COMPLETED_BY: dict[Missing, tuple[ReferralAction, str]] = {
    Missing.ORDER: (ReferralAction.ANSWER_QUESTIONS, "intake.questions"),
    Missing.ANSWER: (ReferralAction.ANSWER_QUESTIONS, "intake.questions"),
    Missing.NOT_KNOWN: (ReferralAction.ANSWER_QUESTIONS, "intake.questions"),
    Missing.IDENTITY: (ReferralAction.ADD_SUBJECT, "intake.identify"),
    Missing.RECEIPT: (ReferralAction.ACKNOWLEDGE, "intake.act"),
    Missing.RISK: (ReferralAction.JUDGE_RISK, "intake.act"),
    Missing.CONSENT: (ReferralAction.NOTE_CONSENT, "intake.act"),
    Missing.PATH: (ReferralAction.CHOOSE_PATH, "intake.paths"),
    Missing.NOTICE: (ReferralAction.TELL_CONTEXT, "intake.context"),
}


@blueprint.get("/referrals/<uuid:referral_id>")
@requires(_READ)
def referral(referral_id: UUID) -> ResponseReturnValue:
    known, page = viewer(), consulted(referral_id, "intake.referral")
    each = ways(page)
    return render_template(
        "intake/referral.html",
        page=page,
        buttons=_buttons(page, {step.action for way in each for step in way.steps if step.url}),
        form=ConfirmForm(formdata=None, version=page.version),
        on=today(),
        may_register=known.may(Permission.INTAKE_REFERRAL_REGISTER),
        may_work=known.may(Permission.INTAKE_REFERRAL_WORK),
        history=[(step, _step_text(page, step)) for step in page.steps],
        ways=each,
        details={one.id: _details(one) for one in page.paths.values()},
        arrival=_arrival(page),
        terms=sorted(page.terms, key=lambda one: one.met_at is not None),
        told={layer: _told(page, layer) for layer in Layer},
        counted={layer: _counted(page, layer) for layer in Layer},
        missing=_missing(page),
        in_charge=_in_charge(page),
        protect=page.answers.get(Detail.SIGNS_OF_VIOLENCE) == "yes",
        secret=page.answers.get(Detail.MAY_NAME_REPORTER) == "no",
        cards=gathered(
            [
                *own_cards(known, page, request_now()),
                *cards_about("referral_cards", known, page.row.id, request_now()),
            ]
        ),
    )


@blueprint.route("/referrals/<uuid:referral_id>/acts/<act>", methods=["GET", "POST"])
@requires(_READ)
def act(referral_id: UUID, act: str) -> ResponseReturnValue:
    """Show the form of one act and do it; the table of the procedure decides whether it may be."""
    page = consulted(referral_id, "intake.act")
    return take_act(
        act,
        ACTS,
        page,
        {"actor": viewer(), "now": request_now(), "referral_id": page.id},
        SENTENCES,
        template="intake/act.html",
        then=lambda: go_to("intake.referral", referral_id=referral_id),
    )


def consulted(referral_id: UUID, purpose: str) -> ReferralPage:
    """Read a request; the line of the reading says for which page."""
    return operations.consult_referral(
        actor=viewer(), now=request_now(), referral_id=ReferralId(referral_id), purpose=purpose
    )


def _buttons(page: ReferralPage, led_to: Collection[ReferralAction | None]) -> list[Button]:
    """Return the acts, what a worker does most first; the ways have a page of their own.

    Taking charge is left to the way of a person that leads there, where one does.
    """
    offers = [
        one
        for one in page.offers
        if one.action is not ReferralAction.TAKE_CHARGE or one.action not in led_to
    ]
    shown = buttons(offers, ACTS, lambda name: url_for("intake.act", referral_id=page.id, act=name))
    return sorted(shown, key=lambda one: _ORDER[one.action])


def _in_charge(page: ReferralPage) -> list[str]:
    """Return who decides, where the page names her: while nobody has it, or it cannot wait."""
    if page.row.assignee and page.row.urgency is not Urgency.IMMEDIATE:
        return []
    return [one.name for one in queries.in_charge(viewer(), today())] if page.open else []


def _told(page: ReferralPage, layer: Layer) -> list[tuple[str, str]]:
    """Return what was asked in a layer: each question with its answer, in its order.

    What was asked and nobody knew says where to look for it; what was never asked is left out.
    """
    known = page.layers[layer]
    return [
        (asked_text(one), _answer(one, known.said[one.key]))
        for one in page.asked(layer)
        if one.key in known.said
    ]


def _answer(one: Asked, said: str) -> str:
    text = answer_text(one, said)
    return f"{text}. {looked_for(one.key)}" if is_not_known(said) else text


def _counted(page: ReferralPage, layer: Layer) -> str:
    """Return how many of a layer are yes, no, not known or never asked, and of the others told."""
    said, asked = page.layers[layer].said, page.asked(layer)
    closed = [said.get(one.key) for one in asked if one.kind is AnswerKind.YES_NO]
    yes, no, unknown = map(closed.count, (Answer.YES, Answer.NO, Answer.UNKNOWN))
    others = [bool(said.get(one.key)) for one in asked if one.kind is not AnswerKind.YES_NO]
    never = len(closed) - yes - no - unknown
    known = f"Sì: {yes}. No: {no}. Non so: {unknown}. Non chieste: {never}. " if closed else ""
    return f"{known}Altre risposte: {sum(others)} su {len(others)}"


def _arrival(page: ReferralPage) -> list[tuple[str, str]]:
    """Return when, how and from whom it came; a number or a receipt only where there is one."""
    row = page.row
    how = _text(row.channel)
    who = _text(row.source)
    name = "riservato" if page.referrer is None else page.referrer
    facts = [
        ("Arrivata", f"{moment(row.received_at)}, {how[0].lower()}{how[1:]}"),
        ("Chi segnala", f"{who}, {row.body}" if row.body else who),
        ("Nome e recapito", "non vuole dire chi è" if page.anonymous else name),
    ]
    if page.protocol_number:
        on = f" del {day_digits(page.protocol_on)}" if page.protocol_on else ""
        facts.append(("Protocollo", f"{page.protocol_number}{on}"))
    if page.acknowledged_how:
        given = _text(page.acknowledged_how)
        on = f", {day_digits(page.acknowledged_on)}" if page.acknowledged_on else ""
        facts.append(("Ricevuta", given + on))
    # While it is open, who follows it is the first thing said.
    return facts if page.open else [*facts, ("La segue", row.assignee or "nessuno ancora")]


def _step_text(page: ReferralPage, step: PastStep[ReferralAction]) -> str:
    """Return what the code of a step says and, of a way that was chosen, for whom."""
    text = code_text(step.action, step.reason_code)
    chosen = page.chosen_for.get((step.at, step.reason_code), ())
    names = [one.name for one in page.subjects if one.id in chosen]
    if step.action is not ReferralAction.CHOOSE_PATH or not names:
        return text
    return f"{text}, per {'; '.join(names)}"


def _missing(page: ReferralPage) -> list[tuple[str, str | None]]:
    """Return what is to be completed, each with where this reader may do it."""
    return [(_words_of(one), _where(page, one)) for one in queries.to_complete(page)]


def _words_of(one: ToComplete) -> str:
    if one.key is not None and one.what is Missing.NOT_KNOWN:
        return f"{_text(one.key)} {LABELS[Missing][one.what].text}. {looked_for(one.key)}"
    if one.key is not None:
        return _text(one.key)
    text = LABELS[Missing][one.what].text
    more = one.name or (f"entro {day_short(one.due_on)}" if one.due_on else "")
    return f"{text}: {more}" if more else text


def _text(code: StrEnum) -> str:
    return {**CATALOGUE, **LABELS}[type(code)][code].text


def _where(page: ReferralPage, one: ToComplete) -> str | None:
    """Return the page of what is missing; nothing for who may not do it now."""
    action, endpoint = _COMPLETED_BY[one.what]
    if not any(offer.action is action and offer.enabled for offer in page.offers):
        return None
    more: dict[str, Any] = {"subject_id": one.subject_id} if one.subject_id else {}
    more |= {"act": slug(action)} if endpoint == "intake.act" else {}
    return url_for(endpoint, referral_id=page.id, **more)


def _details(path: PathRow) -> list[tuple[str, str]]:
    """Return what only people read of a chosen way: each question with what was answered."""
    told = path.details
    asked = [question(one) for one in Detail if one in told]
    return [
        (question_text(one), answer_text(Asked(Detail(one.key), one.kind), told[one.key]))
        for one in asked
    ]
