"""The ways to a service, declared: whom each is for, who may start it, what must be known."""
