"""What must be true of the whole house, looked up.

Takes   the rooms' own rules, through their api, and the moment.
Gives   every fault in words, with references and never with anybody's data.
Knows   nothing of the rules themselves.
"""

import datetime as dt
from collections.abc import Iterator

from houvast.casework import api as casework
from houvast.ledger import api as ledger
from houvast.money import api as money


def faults(*, at: dt.datetime) -> Iterator[str]:
    """Everything that is not as it must be at this moment; nothing when all is well."""
    for broken in casework.broken(at=at):
        yield f"{broken.rule}: not so for {', '.join(broken.references)}"
    yield from money.broken()
    proof = ledger.verify()
    if isinstance(proof, ledger.Broken):
        yield f"the ledger is in one piece: not so at row {proof.seq} ({proof.why})"
