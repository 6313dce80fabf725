"""The conditions of the ways to a service: small pure functions with three answers."""

from app.catalogue.criteria.facts import (
    Answers,
    Criterion,
    PathFacts,
    asked_in_vain,
    facts_from,
    facts_told,
)

__all__ = ["Answers", "Criterion", "PathFacts", "asked_in_vain", "facts_from", "facts_told"]
