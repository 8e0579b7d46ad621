"""What was given from the buffer, on the counsellor's page and on the resident's.

Takes   a look at a request.
Gives   what the two templates show: amount, what for, and where the money is now.
Knows   nothing of other panels.
"""

from dataclasses import dataclass

from django.utils.translation import gettext

from houvast.casework import gathered
from houvast.casework.buffer import unpaid
from houvast.casework.gathered import Around, may_be_there
from houvast.casework.panels import Context, Glance, Panel, Place, add
from houvast.casework.states import N_
from houvast.money import api as money

WHERE = {
    money.Stage.WAITS: N_("Een collega kijkt dit vandaag of morgen na. Daarna gaat het weg."),
    money.Stage.RETURNED: N_("De rekening klopt nog niet. Wij bellen u."),
    money.Stage.RELEASED: N_("Het gaat met de volgende betaling naar de bank."),
    money.Stage.FILED: N_("Het is bij de bank. Het staat meestal binnen een werkdag op uw rekening."),
    money.Stage.PAID: N_("De bank heeft het betaald."),
    money.Stage.HANDED: N_("U heeft het gekregen."),
}
FOR = {
    money.Reason.FOOD: N_("Voor eten en drinken."),
    money.Reason.ENERGY: N_("Voor gas, licht of water."),
    money.Reason.HOME: N_("Voor een plek om te slapen."),
    money.Reason.CARE: N_("Voor medicijnen of zorg."),
    money.Reason.CHILD: N_("Voor uw kind."),
    money.Reason.TRAVEL: N_("Voor reizen."),
    money.Reason.OTHER: "",
}
HOW = {
    money.Way.BANK: N_("Het komt op uw rekening."),
    money.Way.CASH: N_("U krijgt het contant."),
    money.Way.VOUCHER: N_("U krijgt een bon voor de winkel."),
}


@dataclass(frozen=True)
class Given:
    """One grant in the reader's language."""

    gift: money.Gift
    text: str


def _desk(glance: Glance) -> Context | None:
    given = _gifts(glance)
    mandate = money.mandate_of(glance.actor.professional_id, on=glance.on)
    may = "grant" in glance.may and mandate is not None and mandate.most_per_grant > 0
    return {"given": given, "may": may, "held": glance.request} if given or may else None


def _follow(glance: Glance) -> Context | None:
    given = [Given(gift, _told(gift)) for gift in _gifts(glance)]
    return {"given": given} if given else None


def _gifts(glance: Glance) -> list[money.Gift]:
    """What this resident got; most got nothing, which the page knows already."""
    there = may_be_there(glance.request, money.Grant)
    return money.gifts(glance.request.resident) if there else []


def _told(gift: money.Gift) -> str:
    parts = (FOR[gift.reason], HOW[gift.way], WHERE[gift.stage])
    return " ".join(gettext(part) for part in parts if part)


gathered.add(Around(money.Grant, about="resident"))
add(
    Panel(
        key="buffer",
        place=Place.DESK_MAIN,
        rank=20,
        template="casework/buffer/desk.html",
        context=_desk,
    )
)
add(
    Panel(
        key="buffer-follow",
        place=Place.FOLLOW_MAIN,
        rank=10,
        template="casework/buffer/follow.html",
        context=_follow,
        needs="money",
    )
)
money.hear_refusals(unpaid.tell)
