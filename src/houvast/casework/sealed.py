"""What people wrote, sealed in the vault and opened again.

Takes   a request, and words; or its rows, to be read by somebody who may.
Gives   bytes that only this resident's key opens, each bound to its own place; and the words.
Knows   nothing of who may read them: whoever calls `opened` has asked, and has written the look into the
ledger.
"""

from dataclasses import dataclass
from uuid import UUID

from houvast.casework.models import Contact, Event, HelpRequest
from houvast.vault import api as vault


@dataclass(frozen=True)
class Words:
    """All that was written about one request; contacts and reasons by the id of their row."""

    story: str
    lines: tuple[str, ...]
    contacts: dict[UUID, str]
    reasons: dict[int, str]


def seal_story(request: HelpRequest, words: str) -> bytes:
    """The resident's own words."""
    return vault.seal(request.resident_id, words, place=f"story {request.pk}")


def seal_line(request: HelpRequest, order: int, words: str) -> bytes:
    """One line of the understood question."""
    return vault.seal(request.resident_id, words, place=_line(request, order))


def seal_contact(contact: Contact, words: str) -> bytes | None:
    """What was said or written in one contact; nothing for no words."""
    request = contact.request
    return vault.seal(request.resident_id, words.strip(), place=_contact(contact)) if words.strip() else None


def seal_reason(event: Event, words: str) -> bytes | None:
    """Why somebody did something; nothing for no words."""
    resident = event.request.resident_id
    return vault.seal(resident, words.strip(), place=_reason(event)) if words.strip() else None


def opened(request: HelpRequest) -> Words:
    """Everything that was written about this request. Asks for the key once. Raises `vault.Erased`."""
    locker = vault.locker_of(request.resident_id)
    return Words(
        story=locker.unseal(request.story, place=f"story {request.pk}"),
        lines=tuple(
            locker.unseal(line.text, place=_line(request, line.order))
            for line in sorted(request.lines.all(), key=lambda line: line.order)
        ),
        contacts={
            contact.pk: locker.unseal(contact.text, place=_contact(contact))
            for contact in request.contacts.all()
            if contact.text is not None
        },
        reasons={
            event.pk: locker.unseal(event.reason, place=_reason(event))
            for event in request.events.all()
            if event.reason is not None
        },
    )


def reason_of(request: HelpRequest, token: str) -> str:
    """The reason in the event of one form; empty when there is none. For who may see the whole request."""
    said = (event for event in request.events.all() if event.token == token)
    event = next((event for event in said if event.reason is not None), None)
    if event is None or event.reason is None:
        return ""
    return vault.locker_of(request.resident_id).unseal(event.reason, place=_reason(event))


def _line(request: HelpRequest, order: int) -> str:
    return f"line {request.pk} {order}"


def _contact(contact: Contact) -> str:
    return f"contact {contact.pk} {contact.by_id} {contact.channel}"


def _reason(event: Event) -> str:
    return f"reason {event.request_id} {event.token}"
