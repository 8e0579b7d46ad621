"""What somebody may need, as pictures to choose from, and the one sentence that shows we heard it.

Takes   the chosen picture and the recognised dangers.
Gives   choices for the front page, a recognition, and a few words for a list.
Knows   nothing of what was typed: understanding free words is the work of `language`.
"""

import dataclasses
from collections.abc import Container

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from houvast.casework.api import Urgency
from houvast.language.api import Kind

Text = str | Promise


@dataclasses.dataclass(frozen=True)
class Topic:
    """One picture: what stands on it, what we say when it was chosen, and how it is called in a list."""

    value: str
    icon: str
    label: Text
    about: Text
    heard: Text
    subject: Text


TOPICS = (
    Topic(
        "geld",
        "shopping-cart",
        gettext_lazy("Geld voor eten of rekeningen"),
        gettext_lazy("Ik kom niet rond deze maand"),
        gettext_lazy("Niet rondkomen geeft veel zorgen. We kijken samen wat er is."),
        gettext_lazy("Geld voor eten of rekeningen"),
    ),
    Topic(
        "werk",
        "receipt-euro",
        gettext_lazy("Werk of uitkering"),
        gettext_lazy("Ik ga werken, of mijn geld verandert"),
        gettext_lazy("Als uw inkomen verandert, verandert er veel. We zetten het op een rij."),
        gettext_lazy("Werk of uitkering"),
    ),
    Topic(
        "kinderen",
        "users",
        gettext_lazy("Kinderen, 18 worden of zorg"),
        gettext_lazy("Er verandert iets in mijn gezin"),
        gettext_lazy("Zorgen voor een ander kost veel. Fijn dat u hulp zoekt."),
        gettext_lazy("Kinderen, 18 worden of zorg"),
    ),
    Topic(
        "schulden",
        "alert-triangle",
        gettext_lazy("Schulden of aanmaningen"),
        gettext_lazy("Iemand wil geld van mij"),
        gettext_lazy("Schulden zijn zwaar om alleen te dragen. U staat er niet alleen voor."),
        gettext_lazy("Schulden of aanmaningen"),
    ),
    Topic(
        "wonen",
        "home-bolt",
        gettext_lazy("Wonen, stroom of gas"),
        gettext_lazy("Huur, verhuizen of energie"),
        gettext_lazy("Een veilig en warm huis is belangrijk. We kijken met u mee."),
        gettext_lazy("Wonen, stroom of gas"),
    ),
    Topic(
        "anders",
        "help-circle",
        gettext_lazy("Iets anders, of ik weet het niet"),
        gettext_lazy("We zoeken het samen uit"),
        gettext_lazy("Dat geeft niet. We zoeken het stap voor stap uit."),
        gettext_lazy("Een vraag over geld"),
    ),
)
_BY_VALUE = {topic.value: topic for topic in TOPICS}

DANGER_WORDS: dict[Kind, Text] = {
    Kind.FOOD: gettext_lazy("Ik heb geen eten"),
    Kind.SHELTER: gettext_lazy("Ik heb geen slaapplek"),
    Kind.EVICTION: gettext_lazy("Ik word uit mijn huis gezet"),
    Kind.CUT_OFF: gettext_lazy("Mijn stroom, gas of water stopt"),
    Kind.VIOLENCE: gettext_lazy("Ik ben niet veilig"),
    Kind.SUICIDE: gettext_lazy("Ik wil niet meer leven"),
    Kind.CARE: gettext_lazy("Ik heb nu een dokter of medicijn nodig"),
    Kind.MONEY: gettext_lazy("Ik heb helemaal geen geld meer"),
}
_URGENCY = {
    Kind.FOOD: Urgency.EMERGENCY,
    Kind.SHELTER: Urgency.EMERGENCY,
    Kind.VIOLENCE: Urgency.EMERGENCY,
    Kind.SUICIDE: Urgency.EMERGENCY,
    Kind.CARE: Urgency.EMERGENCY,
    Kind.MONEY: Urgency.EMERGENCY,
    Kind.EVICTION: Urgency.THREAT,
    Kind.CUT_OFF: Urgency.THREAT,
}


def topic_with(value: str) -> Topic | None:
    """The topic with this value; None for anything else."""
    return _BY_VALUE.get(value)


def heard(topic: str, dangers: tuple[str, ...]) -> str:
    """One short sentence that shows that we heard it. Never cheerful, never belittling."""
    if dangers:
        return gettext("Dat klinkt zwaar. Goed dat u het zegt. We zoeken het samen uit.")
    found = topic_with(topic)
    return str(found.heard) if found else gettext("Dank u dat u dit vertelt. We zoeken het samen uit.")


def subject(topic: str) -> str:
    """A few words for a worklist: those of the picture; never somebody's own words."""
    return str((topic_with(topic) or TOPICS[-1]).subject)


def mark(danger: str, confirmed: Container[str]) -> str:
    """How certain a danger is: the visitor said yes, or it was only heard in the words."""
    return gettext("Nu dringend") if danger in confirmed else gettext("Misschien dringend, nog niet zeker")


def urgency(dangers: tuple[str, ...]) -> Urgency:
    """How long this can wait: the most pressing of the dangers."""
    order = (Urgency.EMERGENCY, Urgency.THREAT, Urgency.USUAL)
    return min((_URGENCY[Kind(danger)] for danger in dangers), key=order.index, default=Urgency.USUAL)
