"""What every way out has in common.

Takes   one message, ready to go.
Gives   nothing when it was accepted; else why not, and whether trying again makes sense.
Knows   nothing of the outbox.
"""

from dataclasses import dataclass
from typing import Protocol


class Refused(RuntimeError):
    """The other side does not take this one message. `for_ever`: trying again changes nothing."""

    def __init__(self, fault: str, *, for_ever: bool) -> None:
        super().__init__(fault)
        self.fault, self.for_ever = fault, for_ever


class Unreachable(RuntimeError):
    """The other side does not answer at all: this message and the next ones wait, and lose no attempt."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message in the receiver's language. `text` says all; `html` says the same."""

    to: str
    language: str
    subject: str
    text: str
    html: str
    short: str
    """Subject and link only, for a phone."""
    message_id: str
    calendar: str = ""


class WayOut(Protocol):
    """An adapter. Made anew for every run; `close` is called at its end."""

    def send(self, outgoing: Outgoing) -> None:
        """Hand it over. Comes back only when it was accepted. Raises `Refused` or `Unreachable`."""

    def close(self) -> None:
        """Nothing more in this run."""
