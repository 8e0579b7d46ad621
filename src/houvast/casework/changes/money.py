"""Money at once, from the emergency buffer."""

from houvast.casework.states import HELD, N_, OPEN, Change, Who

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
)
