"""What a plan is made of, and what a tailor-made plan must answer.

Takes   nothing: it is written down here.
Gives   the four rooms; who does something; the questions of the tailor-made plan with their source.
Knows   nothing of the database. Pure.

Sources. The four rooms: strategy for income security, Kenniscentrum Ongelijkheid, 7-12-2023. Wish, obstacle,
purpose, options, costs and the three tests (betrokkenheid, legitimiteit, rendement): the doorbraakmethode of
the Instituut voor Publieke Waarden, Het Grote Doorbraakboek, 14-2-2023. The four questions: the omgekeerde
toets of Stimulansz.
"""

from dataclasses import dataclass
from enum import StrEnum

from houvast.casework.states import N_


class Room(StrEnum):
    """Where in somebody's life it gives air. The values are the words of the strategy."""

    MONEY = "geld"
    HEAD = "hoofd"
    RULES = "regels"
    HOME = "huis"


ROOMS: dict[Room, tuple[str, str]] = {
    Room.MONEY: (N_("Geld"), N_("Genoeg om van te leven, nu en straks.")),
    Room.HEAD: (N_("Hoofd"), N_("Rust, gezondheid en mensen om u heen.")),
    Room.RULES: (N_("Regels"), N_("Wat mag, wat moet en wat u aanvraagt.")),
    Room.HOME: (N_("Huis"), N_("Een goede plek om te wonen.")),
}
"""The name of each room, and what it is about, as the resident reads it."""


class Doer(StrEnum):
    """Who does it."""

    US = "us"
    RESIDENT = "resident"
    OTHER = "other"


class Part(StrEnum):
    """One answer of a tailor-made plan."""

    WISH = "wish"
    OBSTACLE = "obstacle"
    PURPOSE = "purpose"
    OPTIONS = "options"
    COMMITMENT = "commitment"
    LEGITIMACY = "legitimacy"
    YIELD = "yield"
    EFFECT = "effect"
    VALUES = "values"
    LATER = "later"
    LAW = "law"
    LEARNED = "learned"


@dataclass(frozen=True)
class Asked:
    """One question to the people who make the plan, in Dutch."""

    part: Part
    label: str
    hint: str = ""


ASKED: tuple[Asked, ...] = (
    Asked(Part.WISH, "Wat wil dit huishouden zelf?", "In hun eigen woorden."),
    Asked(Part.OBSTACLE, "Wat houdt het tegen?", "Welke regel, welk loket of welk gat tussen loketten?"),
    Asked(Part.PURPOSE, "Waar is die wet voor bedoeld?", "Het doel, niet het artikel."),
    Asked(
        Part.OPTIONS,
        "Welke opties zijn er?",
        "Zet bij elke optie wie het moet doen. Niets doen is er ook een.",
    ),
    Asked(Part.EFFECT, "Omgekeerde toets 1: welk effect willen we?"),
    Asked(Part.VALUES, "Omgekeerde toets 2: past dat bij de grondwaarden van de wet?"),
    Asked(Part.LATER, "Omgekeerde toets 3: wat zijn de gevolgen op langere termijn?"),
    Asked(
        Part.LAW,
        "Omgekeerde toets 4: kan het juridisch, en is het een goed besluit?",
        "Pas als laatste. Noem artikel en afwijking.",
    ),
    Asked(Part.COMMITMENT, "Betrokkenheid: helpt het wat deze mensen willen en kunnen?"),
    Asked(Part.LEGITIMACY, "Legitimiteit: past het bij het doel van de wetten, ook voor gelijke gevallen?"),
    Asked(Part.YIELD, "Rendement: wat kost het, en wat voorkomt het?"),
)
"""In the order in which they are asked: the law comes last."""
LEARNED = Asked(Part.LEARNED, "Wat leerden we hiervan?", "Welke regel moet anders? Geen namen.")
NEEDED = 2
"""How many people must say yes, beside who wrote it."""
