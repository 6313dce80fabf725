"""The shape of what is typed at the front of the office, by topic: messages."""

from app.desk.forms.messages import ON_DUTY, AnswerForm, NewMessageForm, PassOnForm

__all__ = ["ON_DUTY", "AnswerForm", "NewMessageForm", "PassOnForm"]
