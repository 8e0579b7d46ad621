"""What a line of the table of states is made of.

Takes   nothing: it is written down here.
Gives   the phases, what somebody can be to a request, what must be true, and the shape of a line
(`table.py`).
Knows   nothing of the database or Django; `acts.py` walks the table, docs/casework.md shows it, the
resident reads it.

Whatever is not in this table cannot happen. There is no change that sends somebody away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

N_: Callable[[str], str] = str
"""Marks a text for the translators; it is translated where it is shown."""


class Phase(StrEnum):
    """Where a request is, in five plain words."""

    RECEIVED = "received"
    WORKING = "working"
    CHECKING = "checking"
    SLEEPING = "sleeping"
    CLOSED = "closed"


OPEN = (Phase.RECEIVED, Phase.WORKING, Phase.CHECKING, Phase.SLEEPING)
"""All but closed: each of these has a duo, a step, somebody with the ball, a due date and a next-contact
date."""


class Who(StrEnum):
    """What somebody is to this one request."""

    RESIDENT = "resident"
    DUO = "duo"
    LEAD = "team lead"
    BOTH = "both of the duo"
    ASKED = "the duo that was asked to take over"
    GUEST = "somebody who was invited to look along"
    CONSULTED = "a colleague who was asked something"
    ALARMED = "somebody to whom its alarm came"
    HEARD_BANK = "whoever read the answer of the bank"


INSIDE = frozenset({Who.RESIDENT, Who.DUO, Who.LEAD, Who.ASKED})
"""Who may see the whole request. All others see a part, on a page of its own."""


class Must(StrEnum):
    """What must be true before a change happens; `acts.py` holds the one check for each."""

    DUO = "a duo holds it"
    PROMISE = "a next step, who has the ball, a due date and a next-contact date"
    WORD = "the resident's own word"
    CONTACTS = "three kinds of contact tried over the term"
    REASON = "a reason in words"
    ACCEPTED = "the other duo accepted"
    SECOND = "the other of the two asked for it, with a reason of their own"


class NotInTheTable(ValueError):
    """This change does not exist in this phase, or not for this person. Nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of the table."""

    name: str
    words: str
    from_: tuple[Phase, ...]
    to: Phase | None
    """None: the phase stays, and so does the version of the request: nobody is overwritten by it."""
    who: tuple[Who, ...]
    must: tuple[Must, ...]
    resident_reads: str
    starts: str = ""
    stops: str = ""
    news: bool = True
    """Whether the resident hears from us by it: only then does it end an alarm."""


HELD = (Must.DUO, Must.PROMISE)
"""What must be true of every request that stays open."""
