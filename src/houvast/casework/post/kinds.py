"""Every kind of news that leaves this house, in one table.

Takes   nothing: it is written down here.
Gives   for every kind: the subject, the lines, the words of the link and where it leads.
Knows   nothing of addresses, tables or Django.

No line has room for a name, an amount, a question or a reason. Whoever reads somebody else's mailbox, phone
or letter box learns that there is news, never what (docs/decisions/0009-no-code-in-mail.md).
"""

from collections.abc import Callable
from dataclasses import dataclass

N_: Callable[[str], str] = str
"""Marks a text for the translators; it is translated when it is sent."""


class NoSuchKind(LookupError):
    """No message of this name exists. Nothing was queued; add it to the table, with its translations."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of news. The lines may name `%(day)s`, `%(time)s` and nothing else."""

    name: str
    subject: str
    lines: tuple[str, ...]
    link: str
    staff: bool = False
    """For professionals: in Dutch, and it leads to the request page."""
    needs: frozenset[str] = frozenset()
    """Which of `day` and `time` must be given."""


WHEN = frozenset({"day", "time"})
SEE = N_("Bekijk uw vraag")
SEE_STAFF = "Open de hulpvraag"

_TABLE: tuple[Kind, ...] = (
    Kind(
        name="news",
        subject=N_("Er is nieuws over uw vraag"),
        lines=(N_("Er is iets veranderd. U leest het als u uw vraag bekijkt."),),
        link=SEE,
    ),
    Kind(
        name="message",
        subject=N_("Er is een bericht voor u"),
        lines=(N_("Uw vaste mensen schreven u een bericht."),),
        link=N_("Lees uw bericht"),
    ),
    Kind(
        name="question",
        subject=N_("Wij hebben een vraag aan u"),
        lines=(N_("Wij willen graag iets van u weten. U heeft de tijd."),),
        link=SEE,
    ),
    Kind(
        name="appointment",
        subject=N_("Uw afspraak staat vast"),
        lines=(N_("Wij zien of bellen u op %(day)s om %(time)s."),),
        link=N_("Bekijk uw afspraak"),
        needs=WHEN,
    ),
    Kind(
        name="appointment-reminder",
        subject=N_("U heeft binnenkort een afspraak"),
        lines=(
            N_("Uw afspraak is op %(day)s om %(time)s."),
            N_("Komt het niet uit? Kies dan een ander moment. Dat is geen probleem."),
        ),
        link=N_("Bekijk uw afspraak"),
        needs=WHEN,
    ),
    Kind(
        name="appointment-moved",
        subject=N_("Uw afspraak is verplaatst"),
        lines=(N_("Uw afspraak is nu op %(day)s om %(time)s."),),
        link=N_("Bekijk uw afspraak"),
        needs=WHEN,
    ),
    Kind(
        name="appointment-stays",
        subject=N_("Uw afspraak blijft staan"),
        lines=(
            N_("Uw afspraak is op %(day)s om %(time)s. Dat verandert niet."),
            N_("U spreekt iemand anders van ons. U ziet wie als u uw afspraak bekijkt."),
        ),
        link=N_("Bekijk uw afspraak"),
        needs=WHEN,
    ),
    Kind(
        name="appointment-looks",
        subject=N_("Zullen we een ander moment zoeken?"),
        lines=(
            N_("Uw afspraak op %(day)s om %(time)s kan dan niet. Het ligt niet aan u."),
            N_("Kies een ander moment, of bel ons."),
        ),
        link=N_("Kies een ander moment"),
        needs=WHEN,
    ),
    Kind(
        name="appointment-cancelled",
        subject=N_("Uw afspraak gaat niet door"),
        lines=(N_("Uw afspraak op %(day)s om %(time)s gaat niet door."), N_("Wij blijven bij u.")),
        link=N_("Kies een ander moment"),
        needs=WHEN,
    ),
    Kind(
        name="appointment-missed",
        subject=N_("Zullen we een ander moment zoeken?"),
        lines=(N_("We hebben elkaar niet gesproken. Dat kan gebeuren."),),
        link=N_("Kies een ander moment"),
    ),
    Kind(
        name="earlier-slot",
        subject=N_("U kunt eerder terecht"),
        lines=(N_("Er is een plek vrij op %(day)s om %(time)s. Wilt u die hebben?"),),
        link=N_("Bekijk de vrije plek"),
        needs=WHEN,
    ),
    Kind(
        name="welcome",
        subject=N_("Zo bereiken wij u nu"),
        lines=(N_("Is er nieuws over uw vraag? Dan hoort u het op deze manier."),),
        link=SEE,
    ),
    Kind(
        name="staff-alarm",
        subject="Een bewoner wacht op ons",
        lines=("Bij een hulpvraag gaat een alarm af. U kunt er iets aan doen.",),
        link=SEE_STAFF,
        staff=True,
    ),
    Kind(
        name="staff-unpaid",
        subject="Bel vandaag: een bewoner wacht op ons",
        lines=("Iets waar de bewoner op rekende ging niet door. U leest wat bij de hulpvraag.",),
        link=SEE_STAFF,
        staff=True,
    ),
    Kind(
        name="staff-bank",
        subject="De bank zei nog niets over een bestand",
        lines=("Kijk op het afschrift of bel de bank. Mensen wachten op hun geld.",),
        link="Open de noodbuffer",
        staff=True,
    ),
    Kind(
        name="staff-message",
        subject="Er is een bericht van een bewoner",
        lines=("Een bewoner schreef u. Het antwoord ligt bij u.",),
        link=SEE_STAFF,
        staff=True,
    ),
    Kind(
        name="staff-asked",
        subject="Een collega vraagt u om mee te kijken",
        lines=("Bij een hulpvraag is uw oordeel nodig.",),
        link=SEE_STAFF,
        staff=True,
    ),
    Kind(
        name="staff-handover",
        subject="Een ander duo vraagt of u wilt overnemen",
        lines=("Lees eerst waarom. Zeg daarna ja of nee.",),
        link=SEE_STAFF,
        staff=True,
    ),
    Kind(
        name="staff-appointment",
        subject="Er verandert iets in uw agenda",
        lines=("Het gaat om een afspraak op %(day)s om %(time)s.",),
        link=SEE_STAFF,
        staff=True,
        needs=WHEN,
    ),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _TABLE}


def kind_of(name: str) -> Kind:
    """The kind with this name. Raises `NoSuchKind`."""
    if name not in KINDS:
        raise NoSuchKind(f"There is no message of the kind {name!r}; there are {', '.join(sorted(KINDS))}.")
    return KINDS[name]
