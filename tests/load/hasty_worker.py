"""The worker of `houvast worker`, for which a minute takes a second: what it does in an hour, it does in one.

Takes   the moment (seconds since 1970) from which the clock runs faster; the same one after every restart.
Gives   the same jobs in the same way, with the same leases. Meant to be killed.
Knows   nothing of the jobs.
"""

import datetime as dt
import sys

import django

FASTER = 60


def main(began: float) -> None:
    """Until somebody kills it."""
    django.setup()
    from houvast.jobs import worker
    from houvast.web import clock

    true_now = clock.now
    start = dt.datetime.fromtimestamp(began, tz=clock.AMSTERDAM)
    clock.now = lambda: start + (true_now() - start) * FASTER
    worker.SECONDS_BETWEEN_TICKS = 0.2
    worker.forever()


if __name__ == "__main__":
    main(float(sys.argv[1]))
