"""What somebody is called who acts on a resident's behalf, and what they may, in the reader's language.

Takes   a mandate (people).
Gives   words; the name that the resident gave is sealed by the vault.
Knows   nothing of who may read it: whoever calls has asked.
"""

from collections.abc import Callable

from django.utils.translation import gettext

from houvast.people.api import Mandate
from houvast.vault import api as vault

N_: Callable[[str], str] = str
"""Marks a text for the translators; it is translated where it is shown."""

KINDS = {
    "partner": N_("partner"),
    "ouder": N_("ouder"),
    "kind": N_("kind"),
    "helper": N_("iemand die helpt"),
    "budgetbeheerder": N_("budgetbeheerder"),
    "bewindvoerder": N_("bewindvoerder"),
    "mentor": N_("mentor"),
}
PARTS = {
    "look": N_("meekijken"),
    "answer": N_("berichten sturen en afspraken maken"),
    "decide": N_("beslissen, ook zeggen dat het is opgelost"),
    "money": N_("bedragen en betalingen zien"),
}


def seal_name(mandate: Mandate, name: str) -> None:
    """Keep what the resident calls them, sealed. An empty name keeps nothing."""
    words = name.strip()
    mandate.label = vault.seal(mandate.resident_id, words, place=_place(mandate)) if words else None
    mandate.save(update_fields=["label"])


def name_of(mandate: Mandate) -> str:
    """The name: a professional's own, else what the resident calls them, else what they are."""
    if mandate.professional is not None:
        return f"{mandate.professional.display_name} ({mandate.professional.organisation.name})"
    if mandate.label is not None:
        return vault.unseal(mandate.resident_id, mandate.label, place=_place(mandate))
    return kind_of(mandate)


def kind_of(mandate: Mandate) -> str:
    """What somebody is to the resident."""
    return gettext(KINDS[mandate.kind])


def parts_of(mandate: Mandate) -> list[str]:
    """What they may, in the order in which it is asked."""
    return [gettext(words) for part, words in PARTS.items() if part in mandate.parts]


def _place(mandate: Mandate) -> str:
    return f"mandate {mandate.pk}"
