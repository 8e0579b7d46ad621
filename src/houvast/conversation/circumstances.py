"""What a counsellor asks first: how urgent, since when, what was tried, who is around, and what is good.

Takes   a story.
Gives   five screens with choices, which of them are still open, and what was said in the reader's words.
Knows   nothing of pages, laws or amounts: no answer here changes a figure.
"""

import dataclasses
from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from houvast.casework.api import Urgency
from houvast.conversation import topics
from houvast.ui.api import listed

Text = str | Promise
MAX_WORDS = 500
URGENT = "haast"


@dataclasses.dataclass(frozen=True)
class Said:
    """An answer. Nothing chosen and nothing written is "weet ik niet"."""

    name: str
    chosen: tuple[str, ...] = ()
    words: str = ""


@dataclasses.dataclass(frozen=True)
class Circumstance:
    """One screen. With `several` more than one choice fits; with `own_words` there is room to tell it.

    `alone` is the choice that fits with no other one.
    """

    name: str
    title: Text
    why: Text
    choices: tuple[tuple[str, Text], ...]
    several: bool = False
    own_words: bool = False
    alone: str = ""

    def label(self, value: str) -> str:
        """What stands at a choice."""
        return str(dict(self.choices)[value])


FIRST = (
    Circumstance(
        URGENT,
        gettext_lazy("Wanneer moet er iets gebeuren?"),
        gettext_lazy("Dan weten we wat eerst moet. Staat er een dag in een brief? Kijk daar dan naar."),
        (
            ("vandaag", gettext_lazy("Vandaag of morgen")),
            ("deze-week", gettext_lazy("Deze week")),
            ("deze-maand", gettext_lazy("Deze maand")),
            ("geen-haast", gettext_lazy("Er is geen haast")),
        ),
    ),
    Circumstance(
        "sinds",
        gettext_lazy("Sinds wanneer speelt dit?"),
        gettext_lazy("Iets dat net begint vraagt andere hulp. Het mag een schatting zijn."),
        (
            ("net", gettext_lazy("Nog maar net")),
            ("maanden", gettext_lazy("Een paar maanden")),
            ("half-jaar", gettext_lazy("Langer dan een half jaar")),
            ("jaren", gettext_lazy("Al jaren")),
        ),
    ),
)
LATER = (
    Circumstance(
        "geprobeerd",
        gettext_lazy("Wat heeft u al geprobeerd?"),
        gettext_lazy("Dan doen we niet nog een keer wat al gedaan is. Niets geprobeerd is ook goed."),
        (
            ("gebeld", gettext_lazy("Gebeld, geschreven of langsgegaan")),
            ("aangevraagd", gettext_lazy("Iets aangevraagd")),
            ("bezwaar", gettext_lazy("Bezwaar gemaakt")),
            ("hulp", gettext_lazy("Hulp gevraagd aan een hulpverlener")),
            ("familie", gettext_lazy("Hulp gevraagd aan familie of vrienden")),
            ("niets", gettext_lazy("Nog niets")),
        ),
        several=True,
        own_words=True,
        alone="niets",
    ),
    Circumstance(
        "om-u-heen",
        gettext_lazy("Wie is er om u heen?"),
        gettext_lazy("Soms kan iemand met u meedenken. Wij vragen niemand iets zonder dat u het wilt."),
        (
            ("familie", gettext_lazy("Partner of familie")),
            ("vrienden", gettext_lazy("Vrienden of buren")),
            ("hulpverlener", gettext_lazy("Een hulpverlener")),
            ("bewindvoerder", gettext_lazy("Iemand die mijn geld regelt, zoals een bewindvoerder")),
            ("niemand", gettext_lazy("Niemand")),
        ),
        several=True,
        alone="niemand",
    ),
    Circumstance(
        "goed",
        gettext_lazy("Wat zou een goede uitkomst zijn?"),
        gettext_lazy("U bepaalt waar we naartoe werken. U mag dit later veranderen."),
        (
            ("rondkomen", gettext_lazy("Elke maand rondkomen")),
            ("schulden", gettext_lazy("Geen schulden meer")),
            ("wonen", gettext_lazy("Een rustige plek om te wonen")),
            ("duidelijk", gettext_lazy("Weten waar ik aan toe ben")),
            ("iemand", gettext_lazy("Iemand die met mij meekijkt")),
        ),
        several=True,
        own_words=True,
    ),
)
ALL = (*FIRST, *LATER)
BY_NAME = {each.name: each for each in ALL}
_URGENCY = {"vandaag": Urgency.EMERGENCY, "deze-week": Urgency.THREAT}


def still_open(
    some: Iterable[Circumstance], said: Iterable[Said], dangers: tuple[str, ...]
) -> Iterator[Circumstance]:
    """Those not asked yet. Whoever is in an emergency has said already when something must happen."""
    known = {each.name for each in said}
    if topics.urgency(dangers) is Urgency.EMERGENCY:
        known.add(URGENT)
    return (each for each in some if each.name not in known)


def fits(circumstance: Circumstance, chosen: list[str], words: str) -> bool:
    """Whether this can be an answer: known choices, one where one is asked, and something said."""
    known = dict(circumstance.choices)
    if any(each not in known for each in chosen) or not (chosen or words):
        return False
    if circumstance.alone in chosen and len(chosen) > 1:
        return False
    return circumstance.several or len(chosen) == 1


def in_words(said: Said) -> str:
    """An answer in the reader's language; empty for "weet ik niet". Own words stay as they are."""
    circumstance = BY_NAME[said.name]
    choices = listed(circumstance.label(value) for value in said.chosen)
    return ". ".join(part for part in (choices, said.words) if part)


def urgency(dangers: tuple[str, ...], said: Iterable[Said], asked: Iterable[str] = ()) -> Urgency:
    """How long this can wait: the most pressing of the dangers, of what was said of it, and of each question
    (`asked`, in the words of `language`: its "soon" is usual here).
    """
    order = (Urgency.EMERGENCY, Urgency.THREAT, Urgency.USUAL)
    told = [
        _URGENCY.get(value, Urgency.USUAL) for each in said if each.name == URGENT for value in each.chosen
    ]
    told += [Urgency(each) for each in asked if each in set(Urgency)]
    return min([topics.urgency(dangers), *told], key=order.index)
