"""The acts of a procedure on the screen: one table says what each asks and which use case it runs.

The buttons come from the procedure's own offers, so a page never shows what the server refuses.
Every act has one address, `…/acts/<act>`: its form where something must be typed, the press itself
where nothing must.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.kernel.workflow import Offer
from app.web.forms import ConfirmForm, EditForm
from app.web.htmx import form_page

Common = dict[str, Any]


def _nothing(_form: Any, _page: Any) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Act:
    """What one act asks and does.

    `run` takes the plain arguments of every use case of the page (actor, now, its id, version) and
    the valid form; `prepare` fills in choices and proposals from the page; `done` is said after;
    `then`, given the page, goes where the act leads instead of back.
    """

    form: type[EditForm]
    run: Callable[[Common, Any], object]
    done: str
    prepare: Callable[[Any, Any], None] = _nothing
    then: Callable[[Any], ResponseReturnValue] | None = None

    @property
    def asks(self) -> bool:
        """Whether there is anything to type before the act."""
        return self.form is not ConfirmForm


@dataclass(frozen=True)
class Button:
    """One act as a page shows it: a link to its form, or the press itself; refused ones say why."""

    action: StrEnum
    url: str
    asks: bool
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]


Acts = Mapping[Any, Act]


def press(operation: Callable[..., object], done: str) -> Act:
    """Return the act of a use case that asks for nothing but the press."""
    return Act(ConfirmForm, lambda common, _form: operation(**common), done)


def buttons(
    offers: Iterable[Offer[Any, Any]], acts: Acts, url_of: Callable[[str], str]
) -> tuple[Button, ...]:
    """Return what to show, in the procedure's order; an act with a page of its own is left out.

    `url_of` gives the address of an act from its name in the address.
    """
    shown: dict[Any, Button] = {}
    for offer in offers:
        if offer.action not in acts:
            continue
        before = shown.get(offer.action)
        if before is None or (before.refusals and offer.enabled):
            shown[offer.action] = Button(
                offer.action,
                url_of(slug(offer.action)),
                acts[offer.action].asks,
                offer.refusals,
                offer.warnings,
            )
    return tuple(shown.values())


def slug(action: StrEnum) -> str:
    """Return the action as an address writes it."""
    return action.replace("_", "-")


def take_act(
    name: str,
    acts: Acts,
    page: Any,
    common: Common,
    words: Mapping[str, str],
    *,
    template: str,
    then: Callable[[], ResponseReturnValue],
) -> ResponseReturnValue:
    """Show the form of one act of `page` and do it, if the procedure's table allows it.

    `page` has `version` and `offers`. Somebody who changed the same thing meanwhile sends the form
    back with everything typed. An unknown act is no page.
    """
    action = next((one for one in acts if slug(one) == name), None)
    if action is None:
        raise NoSuchPage
    act = acts[action]
    form = act.form(version=page.version)
    act.prepare(form, page)
    if form.validate_on_submit():
        with form.showing_every_refusal(words, page.version):
            act.run({**common, "version": form.opened_at()}, form)
            flash(act.done)
            return then() if act.then is None else act.then(page)
    offer = next((one for one in page.offers if one.action is action), None)
    return form_page(template, form, page=page, action=action, offer=offer, asks=act.asks)
