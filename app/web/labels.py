"""Italian words of what may be refused whatever is being done: by procedures, archive, presses."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "not_left_to_you": "Questo non ti è stato lasciato per la sostituzione: lo fa chi se ne "
    "occupa, o la responsabile.",
    "changed_meanwhile": "Qualcuno ha cambiato gli stessi dati mentre scrivevi: guarda come sono "
    "adesso e salva di nuovo.",
    "not_in_this_state": "In questo momento non si può: nel frattempo è cambiato qualcosa.",
    "needs_reason": "Scrivi perché.",
    "submission_reused": "Questo modulo era già stato inviato con altre parole: riaprilo.",
}
