"""How a resident wants to hear from us, and where that goes.

Takes   the channels that a resident wants, each with its address.
Gives   what they want now; and the address at the moment of sending, from the vault, with a row in the log.
Knows   nothing of what is sent. Without a wish nothing is sent: no address is ever used because we have it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from houvast.casework.post.models import Channel, Wish
from houvast.people.api import SYSTEM, Actor, Resident
from houvast.vault import api as vault

PURPOSE = "u een bericht sturen"
FACTS = {Channel.MAIL: "e-mailadres", Channel.SMS: "telefoon", Channel.LETTER: "postadres"}
"""Which fact of the vault is the address of a channel; all three are facts of the household."""


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where one resident can be reached; an address that nobody gave is empty."""

    name: str
    by_channel: Mapping[Channel, str]


def wanted(resident: Resident) -> frozenset[Channel]:
    """The channels by which this resident wants news now."""
    rows = Wish.objects.filter(resident=resident, until__isnull=True).values_list("channel", flat=True)
    return frozenset(Channel(channel) for channel in rows)


@transaction.atomic
def wish(
    resident: Resident, addresses: Mapping[Channel, str], *, at: dt.datetime, by: Actor
) -> frozenset[Channel]:
    """From now on news goes to these addresses and no others; gives the channels that are new.

    An address that changed is remembered beside the old one, with who said so.
    """
    # The row of the resident is the queue for two forms at the same moment.
    Resident.objects.select_for_update().get(pk=resident.pk)
    before = wanted(resident)
    ended = Wish.objects.filter(resident=resident, until__isnull=True).exclude(channel__in=list(addresses))
    ended.update(until=at)
    fresh = frozenset(addresses) - before
    Wish.objects.bulk_create(
        Wish(resident=resident, channel=channel.value, since=at, by_id=by.professional_id)
        for channel in sorted(fresh)
    )
    known = _addresses(vault.household(resident)).by_channel
    changed = [
        vault.NewFact(
            fact=FACTS[channel], value=text, source="professional" if by.is_professional else "resident"
        )
        for channel, text in addresses.items()
        if known[channel] != text
    ]
    vault.remember_all(resident, changed, at=at, by=by)
    return fresh


def addresses_of(
    resident: Resident, *, at: dt.datetime, actor: Actor = SYSTEM, purpose: str = PURPOSE
) -> Addresses:
    """Where this resident can be reached; the look stands in their log. Raises `vault.Erased`."""
    return _addresses(vault.look(resident, actor=actor, purpose=purpose, at=at))


def _addresses(facts: vault.Facts) -> Addresses:
    def said(fact: str) -> str:
        stored = facts.household.get(fact)
        return str(stored.value or "") if stored else ""

    return Addresses(name=facts.name, by_channel={each: said(fact) for each, fact in FACTS.items()})
