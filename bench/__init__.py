"""Measurements of the whole program. They print figures and never judge them.

    python -m bench --engine both --clients 4

One JSON object a line. A benchmark is a plain function listed in bench/registry.py.
"""
