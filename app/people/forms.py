"""The shape of what is typed about people."""

from uuid import UUID

from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Length, Optional, Regexp

from app.kernel.references import EngagementId
from app.people.labels import LABELS
from app.people.operations import Apart, DecidedConflict
from app.people.operations.contacts import ContactDetails
from app.people.rules import (
    DECIDED,
    AddressKind,
    ApartBasis,
    BirthKnown,
    ContactKind,
    Identity,
    Kinship,
    MayLeaveMessage,
    Measure,
    MergeField,
    NameKind,
    Owner,
    PersonDetails,
    Sex,
)
from app.web.fields import MAIL, PHONE, choice, day, labelled, long_text, offered, short_text
from app.web.forms import EditForm, OfficeForm

_YEAR = Regexp(r"\d{4}$", message="Scrivi l'anno con quattro cifre, per esempio 1990.")


class SearchForm(OfficeForm):
    text = short_text("Cognome e nome, telefono o codice fiscale", "chi cerchi", longest=200)


class PersonFields(OfficeForm):
    """Who a person is: everything but the surname may come later."""

    surname = short_text("Cognome", "il cognome", required=True)
    given = short_text("Nome", "il nome")
    preferred_name = short_text("Nome con cui vuole essere chiamata", "il nome")
    birth_known = choice(
        "Quando è nata?", "come si conosce la nascita", labelled(LABELS, BirthKnown),
        default=BirthKnown.UNKNOWN,
    )  # fmt: skip
    birth_date = day("Data di nascita", "la data di nascita")
    birth_year = StringField("Anno di nascita", validators=[Optional(), _YEAR, Length(max=4)])
    birthplace = short_text("Luogo di nascita", "il luogo")
    sex = choice(
        "Sesso all'anagrafe", "il sesso", [("", "Non serve ora"), *labelled(LABELS, Sex)],
        required=False, default="",
    )  # fmt: skip
    identity = choice(
        "Identità", "su che cosa si basa l'identità", labelled(LABELS, Identity),
        default=Identity.TO_COMPLETE,
    )  # fmt: skip
    identifier = short_text("Codice fiscale, STP o ENI", "il codice", longest=30)
    no_identifier_reason = short_text("Se manca, perché", "il motivo")
    language = short_text("Lingua che parla meglio", "la lingua", longest=80)

    def details(self) -> PersonDetails:
        """Return what was typed as plain values; to be called on a valid form."""
        known, year = BirthKnown(self.birth_known.data), self.birth_year.data
        if known is BirthKnown.UNKNOWN:  # what was typed is never dropped for an unpressed radio
            known = self._known_by_what_was_typed()
        return PersonDetails(
            surname=self.surname.data or "",
            given=self.given.data or "",
            preferred_name=self.preferred_name.data or "",
            birth_known=known,
            birth_date=self.birth_date.data,
            birth_year=int(year) if year else None,
            birthplace=self.birthplace.data or "",
            sex=Sex(self.sex.data) if self.sex.data else None,
            identity=Identity(self.identity.data),
            identifier=self.identifier.data or "",
            no_identifier_reason=self.no_identifier_reason.data or "",
            language=self.language.data or "",
        )

    def _known_by_what_was_typed(self) -> BirthKnown:
        if self.birth_date.data:
            return BirthKnown.EXACT
        return BirthKnown.YEAR_ONLY if self.birth_year.data else BirthKnown.UNKNOWN


class NewPersonForm(PersonFields):
    phone = StringField("Telefono", validators=[Optional(), Length(max=40), PHONE])
    phone_owner = choice(
        "Di chi è il telefono", "di chi è", labelled(LABELS, Owner), radio=False, default=Owner.OWN
    )
    may_leave_message = choice(
        "Posso lasciare un messaggio?", "se si può lasciare un messaggio",
        labelled(LABELS, MayLeaveMessage), default=MayLeaveMessage.UNKNOWN,
    )  # fmt: skip
    is_another = BooleanField("Ho guardato: è un'altra persona")

    def contact(self) -> ContactDetails | None:
        """Return the telephone that was typed, if any; to be called on a valid form."""
        if not self.phone.data:
            return None
        return ContactDetails(
            kind=ContactKind.PHONE,
            value=self.phone.data,
            owner=Owner(self.phone_owner.data),
            may_leave_message=MayLeaveMessage(self.may_leave_message.data),
        )


class CorrectPersonForm(PersonFields, EditForm):
    died_on = day("Data del decesso", "la data")


class OtherNameForm(OfficeForm):
    kind = choice("Che nome è", "che nome è", labelled(LABELS, NameKind))
    name = short_text("Nome o cognome", "il nome", required=True)


class ContactForm(OfficeForm):
    kind = choice(
        "Che cosa è", "che cosa è", labelled(LABELS, ContactKind), default=ContactKind.PHONE
    )
    value = short_text("Numero o indirizzo", "il numero o l'indirizzo", required=True)
    owner = choice("Di chi è", "di chi è", labelled(LABELS, Owner), radio=False, default=Owner.OWN)
    owner_name = short_text("Nome di chi risponde", "il nome")
    may_leave_message = choice(
        "Posso lasciare un messaggio?", "se si può lasciare un messaggio",
        labelled(LABELS, MayLeaveMessage), default=MayLeaveMessage.UNKNOWN,
    )  # fmt: skip

    def details(self) -> ContactDetails:
        """Return the contact that was typed; to be called on a valid form."""
        return ContactDetails(
            kind=ContactKind(self.kind.data),
            value=self.value.data or "",
            owner=Owner(self.owner.data),
            owner_name=self.owner_name.data or "",
            may_leave_message=MayLeaveMessage(self.may_leave_message.data),
        )

    def validate_value(self, field: StringField) -> None:
        (MAIL if self.kind.data == ContactKind.EMAIL else PHONE)(self, field)


class AddressForm(OfficeForm):
    kind = choice("Quale indirizzo", "quale indirizzo", labelled(LABELS, AddressKind))
    street = short_text("Via e numero", "la via", longest=160)
    municipality = short_text("Comune o Stato", "il Comune", required=True)
    valid_from = day("Dal giorno", "il giorno", required=True)


class HouseholdForm(OfficeForm):
    label = short_text("Come lo chiamate", "un nome per il nucleo", required=True)
    valid_from = day("Dal giorno", "il giorno", required=True)


class PickPersonForm(OfficeForm):
    """Search and choose somebody else, on one page: the second press carries the choice."""

    text = short_text("Cerca la persona", "chi cerchi", longest=200)
    person = choice("Chi è?", "una persona", required=False)


class MemberForm(PickPersonForm):
    valid_from = day("Dal giorno", "il giorno", required=True)


class RelationForm(PickPersonForm):
    kind = choice(
        "Che cosa è per questa persona", "la relazione", labelled(LABELS, Kinship), radio=False
    )
    valid_from = day("Dal giorno", "il giorno")


class MeasureForm(OfficeForm):
    kind = choice(
        "Che cosa si decide", "la misura",
        [pair for pair in labelled(LABELS, Measure) if pair[0] in DECIDED],
    )  # fmt: skip
    ends_on = day("Primo giorno in cui non vale più", "quando finisce", required=True)
    review_on = day("Si riesamina il", "quando si riesamina", required=True)


class ApartForm(PickPersonForm):
    basis = choice("Su che cosa si basa", "su che cosa si basa", labelled(LABELS, ApartBasis))
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno in cui non vale più", "il giorno")
    note = long_text("Nota", "la nota")

    def apart(self) -> Apart:
        """Return what was typed as plain values; to be called on a valid form."""
        return Apart(
            basis=ApartBasis(self.basis.data),
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            note=self.note.data or "",
        )


class DecidedConflictForm(OfficeForm):
    """Who is not given a person, in which days and why."""

    worker = choice("Chi non la può seguire", "chi non la può seguire", radio=False)
    valid_from = day("Dal giorno", "il giorno", required=True)
    valid_to = day("Primo giorno in cui non vale più", "il giorno")
    reason = long_text("Perché", "perché non la può seguire", longest=500, required=True)

    def conflict(self) -> DecidedConflict:
        """Return what was typed as plain values; to be called on a valid form."""
        return DecidedConflict(
            engagement_id=EngagementId(UUID(self.worker.data)),
            valid_from=self.valid_from.chosen,
            valid_to=self.valid_to.data,
            reason=self.reason.data or "",
        )


class EndForm(OfficeForm):
    ends_on = day("Primo giorno in cui non vale più", "il giorno", required=True)


class MergeForm(EditForm):
    """Which record each thing is read from; both versions that were on the screen."""

    gone_version = HiddenField(validators=[Length(max=12)])

    def choose(self, field: MergeField, kept: str, gone: str) -> None:
        """Offer what the two records say of one thing; what is missing in one is taken."""
        self._fields[field].choices = offered([(KEPT, kept), (GONE, gone)])

    def taken(self) -> frozenset[MergeField]:
        """Return what is read from the record that goes; to be called on a valid form."""
        return frozenset(one for one in MergeField if self._fields[one].data == GONE)

    def versions(self) -> tuple[int, int]:
        """Return the versions of the two records that were on the screen; 0 matches none."""
        text = self.gone_version.data or ""
        return self.opened_at(), int(text) if text.isdecimal() else 0


KEPT, GONE = "kept", "gone"
for _field in MergeField:
    _words = LABELS[MergeField][_field].text
    setattr(MergeForm, _field, choice(_words, "da quale scheda", required=False, default=KEPT))
