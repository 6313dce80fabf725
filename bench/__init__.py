"""Measurements of the whole program. They print figures and never judge them.

    make bench ARGS="--engine both --clients 4"
    make bench ARGS="slots book check_in call_next day_queue public_screen
                     --people 300 --years 1 --workers 1 2 --clients 1 4"
    python -m bench import      # a whole Comune taken in from its registry, then once more
    python -m bench.screens     # do two hundred open screens slow the desk?
    python -m bench.monday      # an afternoon played again at twenty times speed

One JSON object a line. `workers` 0 is this process, without a network; from 1 on gunicorn serves as
in production, and `rss_mb` is the memory of each worker. `p50_ms` and `p95_ms` are those of all the
clients together, what undoes a turn left out; it is undone in this process, beside the server.
`queries` are those of one turn. A press that was lost or doubled stops the run: its rows are
counted. Each line begins on the database as it was filled: what one leaves would slow the next.
Compare only what was measured in the same minutes on the same machine.

A benchmark is a plain function listed in bench/registry.py.
"""
