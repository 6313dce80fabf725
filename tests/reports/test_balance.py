"""Whatever happens to the cases, what was there plus what came minus what went is what is there."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from app.cases.procedure import CASE
from app.cases.rules.case import FINAL_STATES, CaseAction, CaseState
from app.catalogue.rules import Area
from app.kernel.clock import office_date
from app.kernel.workflow import Source, Target
from app.reports.rules import COUNTED_STATES, CaseFile, Facts, History, Question, Span, Step, report

FIRST = datetime(2026, 3, 20, tzinfo=UTC)  # a clock change lies inside
MOVES: dict[CaseState | None, list[tuple[CaseAction, CaseState]]] = {}
for row in CASE.rows:
    sources = {
        Source.NOTHING: [None],
        Source.OPEN: [s for s in CaseState if s not in FINAL_STATES],
        Source.ANY: list(CaseState),
        Source.FINAL: list(FINAL_STATES),
    }
    for source in sources[row.sources] if isinstance(row.sources, Source) else row.sources:
        to = source if row.to is Target.SAME else row.to
        MOVES.setdefault(source, []).append((row.action, to))


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """A walk along the table of the case, some steps written days after they happened."""
    state, at, steps = None, FIRST + timedelta(hours=draw(st.integers(0, 400))), []
    for _ in range(draw(st.integers(0, 14))):
        choices = MOVES.get(state)
        if not choices:
            break
        action, to = draw(st.sampled_from(choices))
        at += timedelta(minutes=draw(st.integers(1, 6000)))
        earlier = timedelta(minutes=draw(st.integers(0, 4000)))
        steps.append(Step(action, state, to, at - earlier, at))
        state = to
    return draw(st.permutations(steps))


def _replayed(steps: list[Step], until: date) -> str | None:
    """Replay by hand: walk the chain in the order of writing, day by day, never going back."""
    state, hold = None, None
    for step in sorted(steps, key=lambda one: one.at):
        if step.source == step.to:
            continue
        hold = step.effective_at if hold is None or step.effective_at > hold else hold
        if office_date(hold) > until:
            return state
        state = step.to
    return state


@settings(max_examples=150, deadline=None)
@given(
    st.lists(histories(), max_size=6),
    st.dates(date(2026, 3, 15), date(2026, 5, 30)),
    st.integers(0, 40),
)
def test_the_line_always_balances(found: list[list[Step]], start: date, length: int) -> None:
    span = Span(start, start + timedelta(days=length))
    files = tuple(
        CaseFile(UUID(int=n + 1), UUID(int=n + 100), None, Area.SEVERAL, History.of(steps))
        for n, steps in enumerate(found)
    )
    made = report(Facts(cases=files), Question(span.end, span))
    assert made.balance.holds
    counted = set(COUNTED_STATES)
    before = start - timedelta(days=1)
    assert made.balance.at_start == sum(_replayed(s, before) in counted for s in found)
    assert made.balance.at_end == sum(_replayed(s, span.end) in counted for s in found)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_the_last_state_is_the_one_written_last(steps: list[Step]) -> None:
    history = History.of(steps)
    if steps:
        assert history.state_at(datetime(2030, 1, 1, tzinfo=UTC)) == history.steps[-1].to


@settings(max_examples=100, deadline=None)
@given(histories(), st.integers(1, 60))
def test_days_one_by_one_make_the_same_flow(steps: list[Step], length: int) -> None:
    """What comes and goes in a period is what comes and goes in each of its days."""
    case = CaseFile(UUID(int=1), UUID(int=2), None, Area.SEVERAL, History.of(steps))
    start = date(2026, 3, 20)

    def flow(a: date, b: date) -> tuple[int, int, int]:
        line = report(Facts(cases=(case,)), Question(b, Span(a, b))).balance
        return line.opened, line.reopened, line.left

    days = [start + timedelta(days=n) for n in range(length)]
    parts = [flow(day, day) for day in days]
    assert flow(days[0], days[-1]) == tuple(map(sum, zip(*parts, strict=True)))
