"""What threatens on a day, and how an alarm is answered."""

from houvast.casework.states import HELD, N_, OPEN, Change, Must, Who

LATE: tuple[Change, ...] = (
    Change(
        name="threat",
        words="er dreigt iets op een dag",
        from_=OPEN,
        to=None,
        who=(Who.DUO,),
        must=HELD,
        resident_reads=N_("Er dreigt iets. De dag staat op deze pagina."),
        news=False,
    ),
    Change(
        name="averted",
        words="de dreiging is voorbij",
        from_=OPEN,
        to=None,
        who=(Who.DUO,),
        must=(*HELD, Must.REASON),
        resident_reads=N_("De dreiging is voorbij."),
        news=False,
    ),
    Change(
        name="explain-alarm",
        words="legt bij een alarm uit hoe het staat",
        from_=OPEN,
        to=None,
        who=(Who.DUO, Who.LEAD, Who.ALARMED),
        must=(*HELD, Must.REASON),
        resident_reads=N_("U wachtte te lang. Wij leggen uit hoe het staat."),
        news=False,
    ),
    Change(
        name="signal-alarm",
        words="meldt bij een alarm dat een regel knelt",
        from_=OPEN,
        to=None,
        who=(Who.DUO, Who.LEAD, Who.ALARMED),
        must=(*HELD, Must.REASON),
        resident_reads=N_("U wachtte te lang. Wij meldden dat een regel niet goed werkt."),
        news=False,
    ),
)
