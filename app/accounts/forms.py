"""The shape of what is typed about sign-in and staff."""

from wtforms import Field, HiddenField
from wtforms.validators import Length, ValidationError

from app.accounts.labels import LABELS
from app.accounts.policy import Duty, Role
from app.web.fields import choice, day, labelled, password_text, several, short_text
from app.web.forms import OfficeForm

_LOGIN = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(OfficeForm):
    login = short_text("Nome utente", "il nome utente", longest=80, required=True, render_kw=_LOGIN)
    password = password_text("Password", "la password", "current-password")
    next = HiddenField(validators=[Length(max=500)])


class NewPasswordForm(OfficeForm):
    password = password_text("Nuova password", "la nuova password", "new-password")
    again = password_text("Scrivila di nuovo", "di nuovo la password", "new-password")

    def validate_again(self, field: Field) -> None:
        if field.data != self.password.data:
            raise ValidationError("Le due password sono diverse: scrivile di nuovo uguali.")


class ChangePasswordForm(NewPasswordForm):
    current = password_text("Password attuale", "la password attuale", "current-password")


class StaffForm(OfficeForm):
    name = short_text("Nome e cognome", "nome e cognome", required=True)
    login = short_text("Nome utente", "il nome utente", longest=80, required=True)
    role = choice("Ruolo", "il ruolo", labelled(LABELS, Role), radio=False)
    starts_on = day("Dal giorno", "il giorno di inizio", required=True)


class EngagementForm(OfficeForm):
    role = choice("Ruolo", "il ruolo", labelled(LABELS, Role), radio=False)
    team = choice("Équipe", "l'équipe", radio=False, required=False)
    starts_on = day("Dal giorno", "il giorno di inizio", required=True)


class EndEngagementForm(OfficeForm):
    ends_on = day("Primo giorno senza l'incarico", "il giorno", required=True)


class SubstituteForm(OfficeForm):
    substitute = choice("Chi ti sostituisce", "chi ti sostituisce", radio=False)
    first_day = day("Dal giorno", "il primo giorno", required=True)
    last_day = day("Fino al giorno compreso", "l'ultimo giorno", required=True)
    duties = several(
        "Che cosa può fare", "che cosa può fare", labelled(LABELS, Duty), required=True
    )
