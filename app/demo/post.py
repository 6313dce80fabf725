"""The post of the invented office: messages brought in as files, with their papers."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from app.demo.context import Demo
from app.demo.play import act
from app.documents.rules import Accepted, FileFault, Mail, examine, read_mail
from app.intake import operations as intake
from app.intake.queries import mail_page
from app.kernel.references import ReferralId


def certified(sender: str, subject: str, words: str, sent_at: datetime, *papers: str) -> bytes:
    """Return a certified message with its papers, as a carrier hands it over."""
    inside = EmailMessage()
    inside["From"], inside["To"] = sender, "servizi.sociali@comune.example"
    inside["Subject"], inside["Date"] = subject, format_datetime(sent_at)
    inside.set_content(words)
    for paper in papers:
        inside.add_attachment(
            _a_page(paper), maintype="application", subtype="pdf", filename=f"{paper}.pdf"
        )
    outer = EmailMessage()
    outer["From"] = f'"Per conto di: {sender}" <posta-certificata@gestore.example>'
    outer["Subject"], outer["X-Trasporto"] = f"POSTA CERTIFICATA: {subject}", "posta-certificata"
    outer["Date"] = format_datetime(sent_at)
    outer.set_content("Messaggio di posta certificata.")
    outer.add_attachment(inside, filename="postacert.eml")
    return outer.as_bytes()


def brought(demo: Demo, login: str, content: bytes) -> UUID:
    """Bring a message here; it waits."""
    accepted, mail = examine("pec.eml", content), read_mail(content)
    if isinstance(accepted, FileFault) or isinstance(mail, FileFault):
        raise TypeError("the demo's own post must be readable")
    return act(demo, login, intake.take_mail, **_told(accepted, mail))


def put_with(demo: Demo, login: str, referral: ReferralId, content: bytes) -> None:
    """Bring a message here and put it, with everything that came with it, into a report."""
    mail_id = brought(demo, login, content)
    page = mail_page(demo.staff[login], mail_id)
    enclosed = [one.accepted for one in page.enclosed if one.accepted]
    act(
        demo, login, intake.place_mail, mail_id=mail_id, referral_id=referral, enclosed=enclosed
    )  # fmt: skip


def _told(accepted: Accepted, mail: Mail) -> dict[str, object]:
    return {"accepted": accepted, "sender": mail.sender or mail.address, "subject": mail.subject}


def _a_page(title: str) -> bytes:
    """Return a sheet of paper with a title."""
    words = f"BT /F1 18 Tf 72 760 Td ({title}) Tj ET".encode("latin-1", "replace")
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%b\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 6\n0000000000 65535 f \n%b" % rows
    return body + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
