"""The shape of what is typed about the civil registry."""

from typing import Any

from app.registry.labels import LABELS
from app.registry.rules import Column, Decision, Takes
from app.web.fields import choice, labelled, offered, short_text, upload
from app.web.forms import EditForm, OfficeForm

_NONE = ("", "Non c'è in questo file")


class FileForm(OfficeForm):
    file = upload("File dell'anagrafe (.csv)", "il file CSV", [".csv", ".txt"])
    town = short_text("Comune di residenza, dove il file non lo dice", "il Comune", required=True)
    takes = choice(
        "Chi entra in archivio", "chi entra in archivio", labelled(LABELS, Takes),
        default=Takes.KNOWN,
    )  # fmt: skip


class ColumnsForm(EditForm):
    """One choice for each thing a column may hold."""

    def offer(self, headings: tuple[str, ...]) -> None:
        """Offer the columns of this file, by their headings."""
        columns = [(str(at), f"{heading or 'senza nome'} ({at + 1})")
                   for at, heading in enumerate(headings)]  # fmt: skip
        for column in Column:
            self[column].choices = offered([_NONE, *columns])

    def columns(self) -> dict[Column, int]:
        """Return what was chosen; to be called on a valid form."""
        return {column: int(self[column].data) for column in Column if self[column].data}


def _column(column: Column) -> Any:
    return choice(
        LABELS[Column][column].text, "una colonna", required=False, radio=False, default=""
    )


for _one in Column:
    setattr(ColumnsForm, _one, _column(_one))


class DecideForm(OfficeForm):
    who = choice("Chi è?", "chi è")

    def offer(self, alike: list[tuple[str, str]]) -> None:
        """Offer those she looks like, then that she is none of them."""
        self.who.choices = offered([*alike, *labelled(LABELS, Decision)])


class HouseholdForm(OfficeForm):
    text = short_text("Cognome e nome, o codice fiscale", "chi cerchi", longest=200)
