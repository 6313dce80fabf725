"""Italian words of what a case has against the merge of two people."""

from collections.abc import Mapping

from app.cases.rules.merging import MergeBarFault

REASONS: Mapping[str, str] = {
    MergeBarFault.PROTECTED: "Una delle due è protetta: può unirle solo chi la segue.",
    MergeBarFault.NOT_YOURS: "Le unisce chi segue una delle due, l'amministrazione "
    "o la responsabile.",
    MergeBarFault.TWO_OPEN_CASES: "Hanno tutte e due una cartella aperta: "
    "chiudine o passane una prima, poi unisci.",
}
