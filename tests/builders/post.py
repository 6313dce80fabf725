"""Messages, scans and letters, as they reach an office."""

from email.message import EmailMessage
from uuid import UUID

from app.documents.rules import Accepted, Mail, examine, read_mail
from app.intake import operations
from app.intake.operations import PaperGiven
from app.intake.rules import PaperKind
from app.kernel.references import ReferralId
from tests.cast import NOW, Member

A_PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
WORDS = "Buongiorno,\nElia manca da scuola da due settimane."


def a_message(
    words: str = WORDS,
    *,
    sender: str = '"IC Martesana" <dirigente@martesana.example>',
    subject: str = "Assenze di un alunno",
    attached: tuple[tuple[str, bytes], ...] = (("relazione.pdf", A_PDF),),
) -> EmailMessage:
    """Return a message of the school with its report."""
    message = EmailMessage()
    message["From"], message["To"] = sender, "servizi@comune.example"
    message["Subject"] = subject
    message["Date"] = "Fri, 20 Nov 2026 08:30:00 +0100"
    message.set_content(words)
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message


def certified(inside: EmailMessage) -> EmailMessage:
    """Return the certified message by which a carrier hands over another."""
    outer = EmailMessage()
    outer["From"] = '"Per conto di: dirigente@martesana.example" <posta@gestore.example>'
    outer["Subject"] = f"POSTA CERTIFICATA: {inside['Subject']}"
    outer["X-Trasporto"] = "posta-certificata"
    outer["Date"] = "Fri, 20 Nov 2026 08:31:00 +0100"
    outer.set_content("Messaggio di posta certificata")
    outer.add_attachment(
        b"<postacert/>", maintype="application", subtype="xml", filename="daticert.xml"
    )
    outer.add_attachment(inside, filename="postacert.eml")
    return outer


def accepted(name: str = "lettera.pdf", content: bytes = A_PDF) -> Accepted:
    """Return a file that may be kept."""
    looked = examine(name, content)
    assert isinstance(looked, Accepted), looked
    return looked


def a_waiting_mail(by: Member, message: EmailMessage | None = None) -> UUID:
    """Bring a message here; it waits."""
    content = (message or a_message()).as_bytes()
    mail = read_mail(content)
    assert isinstance(mail, Mail)
    return operations.take_mail(
        actor=by.viewer, now=NOW, accepted=accepted("posta.eml", content), sender=mail.sender,
        subject=mail.subject,
    )  # fmt: skip


def a_letter(
    by: Member, referral_id: ReferralId, *, name: str = "lettera.pdf", content: bytes = A_PDF,
    protocol_number: str = "",
) -> None:  # fmt: skip
    """Put a letter into a request or report."""
    given = PaperGiven(
        kind=PaperKind.LETTER, accepted=accepted(name, content), protocol_number=protocol_number
    )
    operations.add_file(actor=by.viewer, now=NOW, referral_id=referral_id, given=given)
