"""Whether the log is whole.

Takes   every row of the log and its head, in order.
Gives   `Verified` with an anchor to keep elsewhere, or `Broken` with the first row that is not as it was
        written.
Knows   nothing of why somebody would change it.
"""

import dataclasses
from collections.abc import Callable
from functools import partial

from houvast.ledger import seals
from houvast.ledger.models import Entry, Head
from houvast.people.api import derived_keys


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


def verify(*, anchor: str = "") -> Verified | Broken:
    """Read the whole log.

    `anchor` is what an earlier run gave: then a database put back to before it is found too. Nobody has to
    wait for this: it takes no lock, and a row that is written meanwhile is read or not, but is never a fault.
    """
    ring = _Ring(tuple(reversed(derived_keys("ledger"))))
    before = _head()
    last, seq, last_before, seen_anchor = seals.GENESIS, 0, seals.GENESIS, not anchor
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        why = _fault(entry, seq + 1, last, ring)
        if why:
            return Broken(min(entry.seq, seq + 1), why)
        last, seq = entry.seal, entry.seq
        last_before = last if before is not None and seq == before.seq else last_before
        seen_anchor = seen_anchor or anchor == _anchor(seq, last)
    fault = _fault_at_the_end(before, _head(), _End(seq, last, last_before), ring)
    if fault is None and not seen_anchor:
        fault = Broken(
            seq + 1, "the row of this anchor is gone: an older copy was put back, or it is not ours"
        )
    return fault or Verified(seq, _anchor(seq, last))


@dataclasses.dataclass(frozen=True)
class _End:
    """Where reading ended, and the seal of the row that was the last one when reading began."""

    seq: int
    last: str
    last_before: str


def _head() -> Head | None:
    return Head.objects.filter(pk=1).first()


class _Ring:
    """The keys of the log, the oldest first. Once a row has a newer seal, no later row may have an older one:
    who knows only a secret that was replaced adds nothing to the log; what came before is held by the chain.
    """

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self.every, self.keys = keys, keys

    def made(self, seal: Callable[[bytes], str], said: str) -> bool:
        """Whether one of the keys that are left made this seal; those before it are done with."""
        for place, key in enumerate(self.keys):
            if seals.same(said, seal(key)):
                self.keys = self.keys[place:]
                return True
        return False


def _fault(entry: Entry, expected: int, last: str, ring: _Ring) -> str:
    if entry.seq != expected:
        return f"row {expected} is missing"
    if not seals.same(entry.previous, last):
        return "this row does not follow the row before it"
    if not ring.made(lambda key: seals.seal_of(entry, key), entry.seal):
        hint = (
            "; if this is row 1, the log may be made with another HOUVAST_SECRET_KEY" if expected == 1 else ""
        )
        return "this row was changed after it was written" + hint
    return ""


def _fault_at_the_end(before: Head | None, after: Head | None, end: _End, ring: _Ring) -> Broken | None:
    if after is None:
        gone = "the end of the log was removed, and with it maybe the newest rows"
        return None if before is None and end.seq == 0 else Broken(end.seq + 1, gone)
    # The secret may have been replaced while this was reading.
    for head, made in ((before or after, _Ring(ring.every).made), (after, ring.made)):
        if not made(partial(seals.seal_of_head, head.seq, head.last), head.seal):
            return Broken(end.seq + 1, "the end of the log was changed")
    if before is not None and before.seq > end.seq:
        return Broken(end.seq + 1, f"the newest {before.seq - end.seq} row(s) were removed")
    if before is not None and not seals.same(before.last, end.last_before):
        return Broken(before.seq, "the end of the log is not that of its rows")
    if after.seq < end.seq or (after.seq == end.seq and not seals.same(after.last, end.last)):
        return Broken(after.seq + 1, "the end of the log is that of an older copy")
    return None


def _anchor(seq: int, last: str) -> str:
    return f"{seq}:{last}"
