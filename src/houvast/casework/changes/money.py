"""Money at once, from the emergency buffer."""

from houvast.casework.states import HELD, N_, OPEN, Change, Phase, Who

MONEY: tuple[Change, ...] = (
    Change(
        name="grant",
        words="geld uit de noodbuffer",
        from_=OPEN,
        to=None,
        who=(Who.DUO, Who.LEAD),
        must=HELD,
        resident_reads=N_("U krijgt geld. Dit hoeft u niet terug te betalen."),
    ),
    Change(
        name="unpaid",
        words="de bank betaalde niet",
        from_=OPEN,
        to=None,
        who=(Who.HEARD_BANK,),
        must=HELD,
        resident_reads=N_("De bank kon het geld niet overmaken. U krijgt het nog. Wij bellen u."),
        news=False,
    ),
    Change(
        name="unpaid-reopen",
        words="de bank betaalde niet, en de vraag gaat weer open",
        from_=(Phase.CLOSED,),
        to=Phase.WORKING,
        who=(Who.HEARD_BANK,),
        must=HELD,
        resident_reads=N_("De bank kon het geld niet overmaken. U krijgt het nog. Wij bellen u."),
        news=False,
    ),
)
