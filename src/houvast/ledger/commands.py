"""The command `houvast verify-ledger`."""

import argparse
import sys

import django


def verify_ledger(words: list[str]) -> int:
    """Read the whole log: 0 when it is whole, 1 with the first broken row when it is not."""
    parser = argparse.ArgumentParser(
        prog="houvast verify-ledger", description="Prove that no row of the log was changed or removed."
    )
    parser.add_argument(
        "--anchor",
        default="",
        help="what an earlier run printed; keep one outside the database, and a copy put back is found too",
    )
    asked = parser.parse_args(words)
    django.setup()

    # Only now: models cannot be imported before Django is set up.
    from houvast.ledger.proof import Broken, verify

    outcome = verify(anchor=asked.anchor)
    if isinstance(outcome, Broken):
        print(f"The ledger is broken at row {outcome.seq}: {outcome.why}.", file=sys.stderr)
        return 1
    print(f"The ledger is whole: {outcome.count} row(s).\nAnchor: {outcome.anchor}")
    return 0
