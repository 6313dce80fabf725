"""Benchmarks of pages, through the whole application but without a network."""

from bench.ground import Ground
from bench.measure import Action


def healthz(ground: Ground) -> Action:
    """Return a visit to the page that the supervisor asks: the floor under every other figure."""
    client = ground.app.test_client()

    def visit() -> None:
        status = client.get("/healthz").status_code
        if status != 200:
            raise RuntimeError(f"/healthz answered {status}")

    return visit
