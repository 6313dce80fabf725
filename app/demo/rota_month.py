"""The next month of the rota: proposed, saved, published, then changed; two swaps asked."""

from datetime import date, datetime, timedelta

from app.demo.context import Demo
from app.kernel.references import EngagementId
from app.rota import operations, queries
from app.rota.rules import Post, month_after

WEEKLY_HOURS = {"irene": 25, "chiara": 30}


def load(demo: Demo) -> None:
    """Fill in the posts left empty and publish the month, three days ago; change it today."""
    paola, month = demo.staff["paola"], month_after(demo.today)
    before = demo.now - timedelta(days=3)
    for login, hours in WEEKLY_HOURS.items():
        operations.set_hours(
            actor=paola,
            now=before,
            engagement_id=min(demo.staff[login].engagement_ids),
            hours=hours,
            valid_from=date(2026, 9, 1),
        )
    plan = queries.month_plan(paola, month, demo.today)
    _save(demo, month, dict(plan.proposed), before)
    operations.publish_month(actor=paola, now=before, month=month)
    _change(demo, month)
    _swaps(demo, month)


def _swaps(demo: Demo, month: date) -> None:
    """Chiara is replaced by whoever can first; Irene waits for Luca's answer."""
    chiara, irene, marta, luca = (
        demo.staff[login] for login in ("chiara", "irene", "marta", "luca")
    )
    before, until = demo.now - timedelta(hours=3), month_after(month)
    for mine in queries.my_coming(chiara, demo.now, until):
        staff, _ = queries.who_could(chiara, mine, until, demo.now)
        if marta.account_id in {one.account_id for one in staff}:
            asked = operations.propose_swap(actor=chiara, now=before, shift_id=mine.id)
            operations.accept_swap(actor=marta, now=demo.now, swap_id=asked)
            break
    for mine in queries.my_coming(irene, demo.now, until):
        _, shifts = queries.who_could(irene, mine, until, demo.now)
        his = [
            one
            for one in shifts
            if one.engagement_id in luca.engagement_ids and one.day != mine.day
        ]
        if his:
            operations.propose_swap(actor=irene, now=before, shift_id=mine.id, wanted_id=his[0].id)
            break


def _change(demo: Demo, month: date) -> None:
    """The first desk of the month changes hands: to whoever is on no post of that opening."""
    plan = queries.month_plan(demo.staff["paola"], month, demo.today)
    for opening in plan.openings:
        taken = {row.cell.held_by for row in opening.cells.values()}
        free = [
            one.engagement_id
            for one in plan.may_sit(Post.DESK_1)
            if one.engagement_id not in taken
            and opening.time.day not in plan.away.get(one.engagement_id, ())
        ]
        if Post.DESK_1 in opening.cells and free:
            chosen = {**plan.held, opening.cells[Post.DESK_1].key: free[0]}
            _save(demo, month, chosen, demo.now)
            return


def _save(demo: Demo, month: date, chosen: dict[str, EngagementId], now: datetime) -> None:
    paola = demo.staff["paola"]
    seen = queries.month_plan(paola, month, demo.today).seen
    operations.save_month(actor=paola, now=now, month=month, chosen=chosen, seen=seen)
