"""What happened to a request, in one line of time.

Takes   a request, its opened words and the table of states.
Gives   entries: when, who, what, and the words; newest first.
Knows   nothing of pages; the words of the table are translated where they are shown.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext

from houvast.casework.behalf import naming
from houvast.casework.models import Channel, Contact, Event, HelpRequest
from houvast.casework.sealed import Words
from houvast.casework.steps import HOUSE_STEPS, N_
from houvast.casework.table import TABLE
from houvast.people.api import Mandate, Professional

IN_THE_LOG = frozenset(
    {
        N_("uw vraag bewaren"),
        N_("u helpen met uw vraag"),
        N_("meekijken met uw vraag"),
        N_("raad geven bij uw vraag"),
        N_("kijken zoals u het ziet"),
        N_("werklijst van uw hulpverlener"),
        N_("binnenkomen met uw code"),
        N_("uw gegevens bijhouden"),
        N_("geweigerd: mag deze vraag niet zien"),
        N_("een kopie van uw gegevens"),
        N_("u een bericht sturen"),
        N_("u vragen hoe u bericht wilt"),
        N_("een brief aan u printen"),
        N_("al uw gegevens wissen"),
        N_("alles"),
        N_("hulpvraag"),
        N_("afspraak"),
        N_("namens"),
        N_("een afspraak met u"),
        N_("agenda van uw hulpverlener"),
        N_("namens u kijken naar uw vraag"),
        N_("wie namens u mag handelen"),
        N_("geld uit de noodbuffer"),
        N_("een betaling nakijken"),
        N_("een betaalbestand voor de bank"),
        N_("het antwoord van de bank op uw betaling lezen"),
        N_("geld"),
        N_("plan"),
        N_("collega's denken mee over uw vraag"),
        N_("casusoverleg"),
        N_("feiten"),
        N_("naam"),
    }
)
"""Purposes and kinds as the ledger keeps them, in Dutch."""
IN_TOUCH = {
    Channel.LETTER.value: N_("Wij schreven elkaar een brief"),
    Channel.MAIL.value: N_("Wij mailden met elkaar"),
    Channel.SMS.value: N_("Wij stuurden elkaar een sms"),
    Channel.DESK.value: N_("Wij spraken elkaar aan de balie"),
    Channel.WALK_IN.value: N_("U kwam langs zonder afspraak"),
}
"""How contact by a channel is called, for both; messages and talks have titles of their own."""
IN_THE_CONVERSATION = frozenset({"message", "attempt", "contact"})
"""Changes that stand in the conversation, and so not in the history."""
READS = {line.name: line.resident_reads for line in TABLE}


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `by` is a professional's name; empty when it was the resident or the house."""

    title: str
    moment: dt.datetime
    by: str = ""
    text: str = ""
    icon: str = "circle-check"
    from_resident: bool = False


def in_the_log(words: str) -> str:
    """A purpose or kind in the reader's language; one that is not in the list stays as it was written."""
    return gettext(words) if words in IN_THE_LOG else words


def step_title(key: str, what: str) -> str:
    """The title of a step, in the reader's language when it is one of the house's own."""
    return gettext(HOUSE_STEPS[key].what) if key in HOUSE_STEPS else what


def step_text(key: str, why: str) -> str:
    """The sentence under a step, likewise."""
    return gettext(HOUSE_STEPS[key].why) if key in HOUSE_STEPS else why


def step_then(key: str, then: str) -> str:
    """What comes after a step, likewise."""
    known = HOUSE_STEPS[key].then if key in HOUSE_STEPS else ""
    return gettext(known) if known else then


def history(request: HelpRequest, words: Words) -> list[Entry]:
    """Everything but the messages themselves: those are a conversation of their own. Newest first."""
    events = (event for event in request.events.all() if event.change not in IN_THE_CONVERSATION)
    newest_first = sorted(events, key=lambda event: (event.at, event.pk), reverse=True)
    return [_entry(event, words) for event in newest_first]


def conversation(request: HelpRequest, words: Words, *, for_resident: bool) -> list[Entry]:
    """The messages and conversations, newest first, titled for whoever reads them."""
    newest_first = sorted(request.contacts.all(), key=lambda contact: contact.at, reverse=True)
    return [_contact(contact, words, for_resident) for contact in newest_first]


def _entry(event: Event, words: Words) -> Entry:
    title = gettext(READS[event.change])
    if event.change == "step" and event.step is not None:
        title = step_title(event.step.key, event.step.what)
    return Entry(
        title=title,
        moment=event.at,
        by=_author(event.by, event.mandate),
        text=words.reasons.get(event.pk, ""),
        icon="arrow-right" if event.change == "step" else "circle-check",
        from_resident=event.by_resident,
    )


def _author(by: Professional | None, mandate: Mandate | None) -> str:
    """A professional, or whoever did it on the resident's behalf; empty for the resident and the house."""
    if mandate is not None:
        return naming.name_of(mandate)
    return by.display_name if by else ""


def _contact(contact: Contact, words: Words, for_resident: bool) -> Entry:
    return Entry(
        title=_title(contact, for_resident),
        moment=contact.at,
        by=_author(contact.by, contact.mandate),
        text=words.contacts.get(contact.pk, ""),
        icon="phone" if contact.channel == Channel.PHONE.value else "message-circle",
        from_resident=contact.by is None,
    )


def _title(contact: Contact, for_resident: bool) -> str:
    if not contact.reached:
        return gettext("Wij probeerden u te bereiken") if for_resident else "Geen contact gekregen"
    if contact.channel == Channel.PHONE.value:
        return gettext("Wij belden met elkaar")
    if contact.channel == Channel.VISIT.value:
        return gettext("Wij spraken elkaar")
    if contact.channel in IN_TOUCH:
        return gettext(IN_TOUCH[contact.channel])
    if contact.mandate is not None:
        return gettext("Bericht namens u") if for_resident else "Namens de bewoner"
    if not for_resident:
        return "Van de bewoner" if contact.by is None else "Aan de bewoner"
    return gettext("Bericht van u") if contact.by is None else gettext("Bericht aan u")
