"""The conditions of the ways to a service: small pure functions with three answers."""
