"""Whether the log is whole.

Takes   every row of the log and its head, in order.
Gives   `Verified` with an anchor to keep elsewhere, or `Broken` with the first row that is not as it was
        written.
Knows   nothing of why somebody would change it.
"""

import dataclasses

from django.db import transaction

from houvast.ledger import seals
from houvast.ledger.models import Entry, Head
from houvast.people.api import derived_key


@dataclasses.dataclass(frozen=True)
class Verified:
    """Every row is as it was written.

    `anchor` proves later that nothing before it was replaced by an old copy.
    """

    count: int
    anchor: str


@dataclasses.dataclass(frozen=True)
class Broken:
    """`seq` is the first row that is wrong, missing or too many; `why` says it in words."""

    seq: int
    why: str


@transaction.atomic
def verify(*, anchor: str = "") -> Verified | Broken:
    """Read the whole log.

    `anchor` is what an earlier run gave: then a database put back to before it is found too.
    """
    key = derived_key("ledger")
    head = Head.objects.select_for_update().filter(pk=1).first()
    last, seq = seals.GENESIS, 0
    seen_anchor = not anchor
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        why = _fault(entry, seq + 1, last, key)
        if why:
            return Broken(min(entry.seq, seq + 1), why)
        last, seq = entry.seal, entry.seq
        seen_anchor = seen_anchor or anchor == _anchor(seq, last)
    fault = _fault_at_the_end(head, seq, last, key)
    if fault is not None:
        return fault
    if not seen_anchor:
        return Broken(
            seq + 1, "the row of this anchor is gone: an older copy was put back, or the anchor is not ours"
        )
    return Verified(seq, _anchor(seq, last))


def _fault(entry: Entry, expected: int, last: str, key: bytes) -> str:
    if entry.seq != expected:
        return f"row {expected} is missing"
    if not seals.same(entry.previous, last):
        return "this row does not follow the row before it"
    if not seals.same(entry.seal, seals.seal_of(entry, key)):
        hint = (
            "; if this is row 1, the log may be made with another HOUVAST_SECRET_KEY" if expected == 1 else ""
        )
        return "this row was changed after it was written" + hint
    return ""


def _fault_at_the_end(head: Head | None, seq: int, last: str, key: bytes) -> Broken | None:
    if head is None:
        return (
            None
            if seq == 0
            else Broken(seq + 1, "the end of the log was removed, and with it maybe the newest rows")
        )
    if not seals.same(head.seal, seals.seal_of_head(head.seq, head.last, key)):
        return Broken(seq + 1, "the end of the log was changed")
    if head.seq > seq:
        return Broken(seq + 1, f"the newest {head.seq - seq} row(s) were removed")
    if head.seq < seq or not seals.same(head.last, last):
        return Broken(head.seq + 1, "the end of the log is that of an older copy")
    return None


def _anchor(seq: int, last: str) -> str:
    return f"{seq}:{last}"
