"""The page on which what was typed is read again before it is registered."""

from werkzeug.test import TestResponse

from tests.support.client import Forms, OfficeClient


def read_back(client: OfficeClient, shown: TestResponse) -> TestResponse:
    """Press [Registra] on the page of the check, as it is."""
    assert shown.status_code == 200
    assert "Controlla prima di registrare" in shown.text
    form = next(form for form in Forms(shown.text).found if "story" in form.names)
    return client.post(form.action, data={**form.values, "read_back": proof_of(shown)})


def proof_of(shown: TestResponse) -> str:
    """Return what the button of the page carries."""
    return shown.text.split('name="read_back" value="')[1].split('"')[0]
