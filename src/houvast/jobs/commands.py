"""What an operator types for what runs by the clock.

Takes   the words after the command.
Gives   an exit status; everything that is said goes to the screen.
Knows   nothing of pages.
"""

import argparse
import sys
from collections.abc import Sequence

import django


def worker(words: Sequence[str]) -> int:
    """Run the queue and the scheduler until somebody stops it; with `--once` what is due now, and then
    end."""
    reader = argparse.ArgumentParser(
        prog="houvast worker", description="Does the jobs of the queue, and those that run by the clock."
    )
    reader.add_argument("--once", action="store_true", help="do what is due now, and stop")
    asked = reader.parse_args(words)
    django.setup()
    from houvast.jobs import worker as work  # its tables exist only after `django.setup()`

    if asked.once:
        work.once()
    else:
        work.forever()
    return 0


def check_invariants(words: Sequence[str]) -> int:
    """Tell everything that is not as it must be; status 1 if there is anything."""
    argparse.ArgumentParser(
        prog="houvast check-invariants", description="Looks whether what must always be true is true now."
    ).parse_args(words)
    django.setup()
    from houvast.jobs import invariants  # its tables exist only after `django.setup()`
    from houvast.web import clock

    found = list(invariants.faults(at=clock.now()))
    for fault in found:
        print(f"- {fault}", file=sys.stderr)
    print("Not all is well." if found else "All is as it must be.")
    return 1 if found else 0
