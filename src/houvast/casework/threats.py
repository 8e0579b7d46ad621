"""What can threaten somebody on a day that is told in a letter, and what can still be done.

Takes   nothing: it is written down here.
Gives   for every threat: what the resident reads, how early we must act, what can be done, and by which law.
Knows   nothing of requests or Django, and counts no day: a wrong date would cost somebody their home. The
day is the one in the letter, typed by whoever read it.

Sources: Wet gemeentelijke schuldhulpverlening art. 4 lid 2 (wetten.overheid.nl, read 22 November 2026) for
what is a threat; Faillissementswet art. 287 lid 4 and 287b for the judge. What can be done is the practice of
debt help as the NVVK describes it; the terms of the bailiff are not counted here.
"""

from collections.abc import Callable
from dataclasses import dataclass

N_: Callable[[str], str] = str
"""Marks a text for the translators; it is translated where it is shown."""


@dataclass(frozen=True, kw_only=True)
class Threat:
    """One kind of threat. `warn_before` is our own term, in working days."""

    key: str
    name: str
    basis: str
    certainty: str
    """A: the text of the law names it. B: the practice does."""
    warn_before: int
    resident_reads: str
    """With %(day)s for the day in the letter, in words."""
    can_do: tuple[str, ...]
    """For the counsellor, in Dutch, the quickest first."""
    shortens: bool = True
    """Whether the first talk must be within three working days (Wgs art. 4 lid 2)."""


def _threats() -> tuple[Threat, ...]:
    help_by_law, judge = "Wgs art. 4 lid 2", "Fw art. 287b"
    return (
        Threat(
            key="eviction",
            name="Uitzetting uit het huis",
            basis=f"{help_by_law}; {judge}",
            certainty="A",
            warn_before=10,
            resident_reads=N_("Op %(day)s dreigt u uw huis uit te moeten. Wij doen er nu iets aan."),
            can_do=(
                "Bel vandaag de verhuurder.",
                "Zorg dat de huur van deze maand wordt betaald.",
                "Vraag zo nodig de rechter om uitstel (Fw art. 287b).",
            ),
        ),
        Threat(
            key="cut-off-energy",
            name="Afsluiten van gas, stroom of warmte",
            basis=help_by_law,
            certainty="A",
            warn_before=5,
            resident_reads=N_("Op %(day)s dreigt uw energie te stoppen. Wij doen er nu iets aan."),
            can_do=(
                "Bel vandaag de leverancier en meld dat er schuldhulp loopt.",
                "Stuur het bewijs van aanmelding.",
            ),
        ),
        Threat(
            key="cut-off-water",
            name="Afsluiten van water",
            basis=help_by_law,
            certainty="A",
            warn_before=5,
            resident_reads=N_("Op %(day)s dreigt uw water te stoppen. Wij doen er nu iets aan."),
            can_do=("Bel vandaag het waterbedrijf en meld dat er schuldhulp loopt.", "Vraag een regeling."),
        ),
        Threat(
            key="insurance",
            name="Einde van de zorgverzekering",
            basis=help_by_law,
            certainty="A",
            warn_before=5,
            resident_reads=N_("Op %(day)s dreigt uw zorgverzekering te stoppen. Wij doen er nu iets aan."),
            can_do=("Bel de verzekeraar voor een regeling.", "Meld dat er schuldhulp loopt."),
        ),
        Threat(
            key="hearing",
            name="Zitting bij de rechter",
            basis="dagvaarding",
            certainty="B",
            warn_before=5,
            resident_reads=N_("Op %(day)s is de zitting bij de rechter. Wij bereiden die samen voor."),
            can_do=("Antwoord schriftelijk of ga samen heen.", "Vraag om uitstel of een regeling."),
            shortens=False,
        ),
        Threat(
            key="wages",
            name="Beslag op loon of uitkering",
            basis="betekend beslag",
            certainty="B",
            warn_before=5,
            resident_reads=N_("Vanaf %(day)s gaat er geld van uw inkomen af. Wij kijken of dat klopt."),
            can_do=(
                "Controleer de beslagvrije voet.",
                "Vraag de deurwaarder om te herstellen wat te veel was.",
            ),
            shortens=False,
        ),
        Threat(
            key="bank",
            name="Beslag op de bankrekening",
            basis="betekend beslag",
            certainty="B",
            warn_before=1,
            resident_reads=N_(
                "Op %(day)s is er beslag op uw rekening. Wij vragen geld om van te leven terug."
            ),
            can_do=("Vraag de deurwaarder vandaag om vrij te geven wat beschermd is.",),
            shortens=False,
        ),
        Threat(
            key="auction",
            name="Verkoop van de spullen in huis",
            basis="aangezegde verkoop",
            certainty="B",
            warn_before=10,
            resident_reads=N_("Op %(day)s dreigen uw spullen te worden verkocht. Wij doen er nu iets aan."),
            can_do=("Bel de deurwaarder voor een regeling.", "Kijk of de vordering klopt."),
            shortens=False,
        ),
    )


THREATS: dict[str, Threat] = {threat.key: threat for threat in _threats()}
