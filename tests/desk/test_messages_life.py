"""Random lives of messages for a colleague: none lost, each somebody's, each act told once."""

from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from app.desk.jobs import bring_urgent_forward
from app.desk.models import Message, MessageStep, MessageTerm
from app.desk.operations import messages as operations
from app.desk.queries import messages as queries
from app.desk.rules.messages import Kind, Taken
from app.kernel.references import MessageId
from tests.cast import Cast
from tests.support.lives import Life, follow, live, within

WORK = ("bruno", "carla", "dario")
_who = st.sampled_from(WORK)
_to = st.sampled_from([None, *WORK])
_which = st.integers(0, 9)
# What an act asks of a message and where it brings it, as office.md 3.9 says; None: it stays.
ACTS = {
    "read": (operations.read_message, {"new"}, "read"),
    "try_call": (operations.try_to_call, {"new", "read"}, "read"),
    "answer": (operations.answer_message, {"new", "read"}, "closed"),
    "pass_on": (operations.pass_on, {"new", "read"}, "new"),
    "undo": (operations.undo_answer, {"closed"}, "read"),
}


class Messages(Life):
    """A telephone, two social workers and their supervisor."""

    steps_of = MessageStep

    @initialize(urgent=st.booleans(), to=_to)
    def somebody_calls(self, urgent: bool, to: str | None) -> None:
        self.words: dict[MessageId, str] = {}
        self.viewers = {who: self.cast[who].viewer for who in WORK}  # what each may know is kept
        self.take(urgent, to, call_back=False)

    @rule(urgent=st.booleans(), to=_to, call_back=st.booleans())
    def take(self, urgent: bool, to: str | None, call_back: bool) -> None:
        words = f"signora {len(self.words)}"
        taken = Taken(
            to=self._engagement(to),
            kind=Kind.CALL_BACK if call_back else Kind.MESSAGE,
            caller=words,
            urgent=urgent,
        )
        made: list[MessageId] = []
        by = {"actor": self.cast["anna"].viewer, "now": self.now, "taken": taken}
        assert not self.act(lambda: made.append(operations.take_message(**by)), "desk.message.take")
        self.words[made[0]] = words

    @rule(minutes=st.sampled_from([1, 4, 9, 60, 180]))
    def time_passes(self, minutes: int) -> None:
        self.wait(minutes)

    @rule(action=st.sampled_from([*ACTS]), which=_which, who=_who, to=_to)
    def work(self, action: str, which: int, who: str, to: str | None) -> None:
        row = self._one(which)
        before, last = row.state, self._last(row.id)
        mine = row.id in self._seen_by(who)
        do, sources, target = ACTS[action]
        given: dict[str, Any] = {"message_id": row.id, "version": row.version, "now": self.now}
        if action == "pass_on":
            given["to"] = self._engagement(to)
        actor = self.cast[who]
        refused = self.act(
            lambda: do(actor=actor.viewer, **given), f"desk.message.{action}", [given["message_id"]]
        )
        may = mine and before in sources
        if action == "undo":
            own = (last.action, last.actor_id) == ("answered", actor.account_id)
            may = may and own and within(self.now, 10, last.at)
        assert bool(refused) is not may
        if not refused:
            assert self._state(given["message_id"]) == target

    @rule(which=_which)
    def she_gets_a_place(self, which: int) -> None:
        row = self._one(which)
        may = row.kind == Kind.CALL_BACK and row.state != "closed"
        id_, by = row.id, {"actor": self.cast["anna"].viewer, "now": self.now}
        refused = self.act(
            lambda: operations.close_booked(**by, message_id=id_),
            "desk.message.close_booked",
            [id_],
        )
        assert bool(refused) is not may

    @precondition(lambda self: self.words)
    @rule()
    def the_program_looks(self) -> None:
        late = [
            row.id
            for row in self.rows(Message)
            if row.urgent and row.state == "new" and row.brought_forward_at is None
            and not within(self.now, 119, self._last(row.id).at)
        ]  # fmt: skip
        assert bring_urgent_forward(self.now).done == len(late)
        assert {id_ for id_ in late if self._last(id_).action == "bring_forward"} == set(late)

    @invariant()
    def none_is_lost_and_each_is_somebodys(self) -> None:
        rows = {row.id: row for row in self.rows(Message)}
        assert {id_: row.caller for id_, row in rows.items()} == self.words
        seen = {who: self._seen_by(who) for who in WORK}
        assert seen["dario"] == set(rows)
        terms = {one.message_id for one in self.rows(MessageTerm) if one.met_at is None}
        history = follow([*rows.values()], self.rows(MessageStep), "message_id")
        for id_, row in rows.items():
            actions = [step.action for step in history[id_]]
            assert row.tries == actions.count("try_call")
            assert (id_ in terms) is (row.urgent and row.state == "new")
            hers = [who for who in WORK if self._engagement(who) == row.recipient_id]
            if row.recipient_id is None:  # of whoever is on duty, until somebody takes it up
                assert row.state == "new" or actions[-1] == "booked"
                hers = ["bruno", "carla"]
            assert hers
            assert all(id_ in seen[who] for who in hers)

    def _seen_by(self, who: str) -> set[MessageId]:
        both = (queries.messages(self.viewers[who], closed=closed) for closed in (False, True))
        return {row.id for rows in both for row in rows}

    def _engagement(self, who: str | None) -> Any:
        return None if who is None else self.cast[who].engagement_id

    def _one(self, which: int) -> Message:
        rows = sorted(self.rows(Message), key=lambda row: row.id)
        return rows[which % len(rows)]

    def _last(self, id_: MessageId) -> MessageStep:
        mine = [step for step in self.rows(MessageStep) if step.message_id == id_]
        return max(mine, key=lambda step: (step.at, step.id))

    def _state(self, id_: MessageId) -> str:
        return next(row.state for row in self.rows(Message) if row.id == id_)


def test_random_lives_of_messages(app: Flask, cast: Cast) -> None:
    live(Messages, cast, lives=12, acts=20)
