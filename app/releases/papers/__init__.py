"""A letter as a file: made from the letter alone, outside any transaction, knowing no rows."""

from app.releases.papers.pdf import Pdf, not_shown_by, pdf_of
from app.releases.papers.word import docx_of

__all__ = ["Pdf", "docx_of", "not_shown_by", "pdf_of"]
