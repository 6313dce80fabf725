"""The shape of what is typed at the front of the office, by topic: messages, the walk-in desk."""

from app.desk.forms.messages import ON_DUTY, AnswerForm, NewMessageForm, PassOnForm, RefusedForm
from app.desk.forms.tickets import (
    AwayForm,
    ConcludeForm,
    CounterForm,
    JumpForm,
    PassForm,
    PrecedenceForm,
    ScreenForm,
    TakeForm,
    WithoutInterviewForm,
)

__all__ = [
    "ON_DUTY",
    "AnswerForm",
    "AwayForm",
    "ConcludeForm",
    "CounterForm",
    "JumpForm",
    "NewMessageForm",
    "PassForm",
    "PassOnForm",
    "PrecedenceForm",
    "RefusedForm",
    "ScreenForm",
    "TakeForm",
    "WithoutInterviewForm",
]
