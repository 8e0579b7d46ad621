"""The one table of states of a help request.

Takes   nothing: it is written down here, also what the sub-apps of this room do.
Gives   for every change: from, to, who may, what must be true, what the resident reads, which clocks start
and stop.
Knows   nothing of the database or Django; `acts.py` walks the table, docs/casework.md shows it, the
resident reads it.

Whatever is not in this table cannot happen. There is no change that sends somebody away.
"""

from houvast.casework.states import N_, OPEN, Change, Must, NotInTheTable, Phase, Who

_HELD = (Must.DUO, Must.PROMISE)

TABLE: tuple[Change, ...] = (
    Change(
        name="open",
        words="komt binnen",
        from_=(),
        to=Phase.RECEIVED,
        who=(Who.RESIDENT, Who.DUO),
        must=_HELD,
        resident_reads=N_("Uw vraag is binnen."),
        starts="first-talk",
    ),
    Change(
        name="accept",
        words="wordt opgepakt",
        from_=(Phase.RECEIVED,),
        to=Phase.WORKING,
        who=(Who.DUO,),
        must=_HELD,
        resident_reads=N_("U heeft twee vaste mensen."),
    ),
    Change(
        name="step",
        words="nieuwe stap",
        from_=(Phase.WORKING, Phase.CHECKING, Phase.SLEEPING),
        to=Phase.WORKING,
        who=(Who.DUO,),
        must=_HELD,
        resident_reads=N_("Er is een nieuwe stap."),
    ),
    Change(
        name="talk",
        words="eerste gesprek gevoerd",
        from_=(Phase.WORKING,),
        to=Phase.WORKING,
        who=(Who.DUO,),
        must=_HELD,
        resident_reads=N_("We hebben met elkaar gesproken."),
        starts="plan",
        stops="first-talk",
    ),
    Change(
        name="message",
        words="bericht",
        from_=OPEN,
        to=None,
        who=(Who.RESIDENT, Who.DUO),
        must=_HELD,
        resident_reads=N_("Er is een nieuw bericht."),
    ),
    Change(
        name="attempt",
        words="geen contact gekregen",
        from_=(Phase.WORKING, Phase.CHECKING),
        to=None,
        who=(Who.DUO,),
        must=_HELD,
        resident_reads=N_("We probeerden u te bereiken."),
        news=False,
    ),
    Change(
        name="propose",
        words="vraagt: is het opgelost?",
        from_=(Phase.WORKING,),
        to=Phase.CHECKING,
        who=(Who.DUO,),
        must=_HELD,
        resident_reads=N_("Is uw vraag opgelost? Dat bepaalt u."),
    ),
    Change(
        name="offer",
        words="vraagt een ander duo om over te nemen",
        from_=(Phase.RECEIVED, Phase.WORKING),
        to=None,
        who=(Who.DUO,),
        must=(*_HELD, Must.REASON),
        resident_reads=N_("Wij vragen andere mensen om u te helpen. Tot dan blijven wij bij u."),
    ),
    Change(
        name="take",
        words="het andere duo zegt ja",
        from_=(Phase.RECEIVED, Phase.WORKING),
        to=None,
        who=(Who.ASKED,),
        must=_HELD,
        resident_reads=N_("Andere mensen willen u helpen. Wij spreken elkaar eerst samen."),
        news=False,
    ),
    Change(
        name="decline",
        words="het andere duo zegt nee",
        from_=(Phase.RECEIVED, Phase.WORKING),
        to=None,
        who=(Who.ASKED,),
        must=(*_HELD, Must.REASON),
        resident_reads=N_("Uw vaste mensen blijven dezelfde."),
        news=False,
    ),
    Change(
        name="warm",
        words="samen met de bewoner gesproken: overgedragen",
        from_=(Phase.RECEIVED, Phase.WORKING),
        to=Phase.WORKING,
        who=(Who.DUO,),
        must=(*_HELD, Must.ACCEPTED),
        resident_reads=N_("U heeft nieuwe vaste mensen. We hebben samen kennisgemaakt."),
    ),
    Change(
        name="solved",
        words="bewoner zegt: opgelost",
        from_=OPEN,
        to=Phase.CLOSED,
        who=(Who.RESIDENT,),
        must=(Must.WORD,),
        resident_reads=N_("U zei: het is opgelost."),
        stops="*",
    ),
    Change(
        name="not-solved",
        words="bewoner zegt: niet opgelost",
        from_=(Phase.CHECKING, Phase.SLEEPING, Phase.CLOSED),
        to=Phase.WORKING,
        who=(Who.RESIDENT,),
        must=(*_HELD, Must.WORD),
        resident_reads=N_("U zei: het is niet opgelost. We gaan verder."),
    ),
    Change(
        name="reopen",
        words="gaat weer open",
        from_=(Phase.SLEEPING, Phase.CLOSED),
        to=Phase.WORKING,
        who=(Who.DUO, Who.LEAD),
        must=(*_HELD, Must.REASON),
        resident_reads=N_("Uw vraag is weer open."),
    ),
    Change(
        name="pause",
        words="een klok staat stil",
        from_=(Phase.WORKING,),
        to=None,
        who=(Who.DUO,),
        must=(*_HELD, Must.REASON),
        resident_reads=N_("Een termijn staat even stil."),
        news=False,
    ),
    Change(
        name="resume",
        words="de klok loopt weer",
        from_=(Phase.WORKING, Phase.CHECKING),
        to=None,
        who=(Who.DUO,),
        must=_HELD,
        resident_reads=N_("De termijn loopt weer."),
        news=False,
    ),
    Change(
        name="ask-sleep",
        words="de een vraagt: laten slapen?",
        from_=(Phase.WORKING, Phase.CHECKING),
        to=None,
        who=(Who.DUO,),
        must=(*_HELD, Must.CONTACTS, Must.REASON),
        resident_reads=N_("We kregen geen contact. We overleggen met z'n tweeën."),
        news=False,
    ),
    Change(
        name="sleep",
        words="de ander is het eens: slapen",
        from_=(Phase.WORKING, Phase.CHECKING),
        to=Phase.SLEEPING,
        who=(Who.BOTH,),
        must=(*_HELD, Must.CONTACTS, Must.REASON),
        resident_reads=N_("We kregen geen contact. Uw vraag blijft bewaard. U kunt altijd verder."),
        stops="*",
    ),
)

_BY_NAME = {change.name: change for change in TABLE}


def change(name: str, *, phase: Phase, who: frozenset[Who]) -> Change:
    """The line of the table for `name`, when it exists in `phase` for somebody who is one of `who`.

    Raises `NotInTheTable` with the reason.
    """
    found = _BY_NAME.get(name)
    if found is None:
        raise NotInTheTable(f"There is no change {name!r}; casework/table.py has {sorted(_BY_NAME)}.")
    if phase not in found.from_:
        raise NotInTheTable(f"{name!r} does not exist while a request is {phase.value}.")
    if not who & set(found.who):
        raise NotInTheTable(f"{name!r} is for {', '.join(found.who)}.")
    return found


def possible(phase: Phase, who: frozenset[Who]) -> frozenset[str]:
    """The names of the changes that somebody may make now: what the page shows as buttons."""
    return frozenset(line.name for line in TABLE if phase in line.from_ and who & set(line.who))
