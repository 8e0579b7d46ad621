"""Decisions of two people and threats with a day, on the counsellor's page and on the resident's.

Takes   a look at a request.
Gives   what the templates show.
Knows   nothing of other panels.
"""

from dataclasses import dataclass

from houvast.casework import agreeing, promising, sealed
from houvast.casework.deciding import decisions, threatening
from houvast.casework.deciding.blind_spots import BLIND_SPOTS
from houvast.casework.models import Decision
from houvast.casework.panels import Context, Glance, Panel, Place, add

ANSWERS = ("refuse", "recover", "disagree")
ASKS = ("ask-refusal", "ask-recovery")


@dataclass(frozen=True)
class Decided:
    """One decision against the resident, with both reasons."""

    decision: Decision
    first_reason: str
    second_reason: str
    can_object: bool
    number: str
    """To tell two of them apart on one page."""


def _decided(glance: Glance) -> list[Decided]:
    held = glance.request
    terms = (row for row in promising.running(held) if row.key == "objection")
    running = {row.about for row in terms if row.due_on >= glance.on}
    return [
        Decided(
            decision=one,
            first_reason=sealed.reason_of(held, one.asked_token),
            second_reason=sealed.reason_of(held, one.answered_token),
            can_object=one.about in running,
            number=str(number),
        )
        for number, one in enumerate(decisions.made(held), start=1)
    ]


def _desk(glance: Glance) -> Context | None:
    waiting = agreeing.open_decision(glance.request)
    decided = _decided(glance)
    names = (*ASKS, *ANSWERS)
    asks = [glance.forms[name.replace("-", "_")] for name in names if name in glance.may]
    if waiting is None and not decided and not asks:
        return None
    return {
        "waiting": waiting,
        "reason": sealed.reason_of(glance.request, waiting.asked_token) if waiting else "",
        "decided": decided,
        "forms": asks,
        "decides": bool(glance.may & set(ANSWERS)),
        "blind_spots": BLIND_SPOTS,
        "objected": glance.forms.get("objected") if "objected" in glance.may else None,
    }


def _threats(glance: Glance) -> Context | None:
    standing = threatening.standing(glance.request)
    names = ("threat", "averted") if standing else ("threat",)
    asks = [glance.forms[name] for name in names if name in glance.may]
    if not standing and not asks:
        return None
    return {"standing": standing, "forms": asks}


def _handing(glance: Glance) -> Context | None:
    asks = [
        glance.forms[name.replace("-", "_")] for name in ("ask-warm", "warm-anyway") if name in glance.may
    ]
    return {"forms": asks} if asks else None


def _follow(glance: Glance) -> Context | None:
    decided = _decided(glance)
    return {"decided": decided} if decided else None


FOLDER = "casework/deciding"
for panel in (
    Panel(key="threats", place=Place.DESK_MAIN, rank=10, template=f"{FOLDER}/threats.html", context=_threats),
    Panel(key="against", place=Place.DESK_MAIN, rank=20, template=f"{FOLDER}/desk.html", context=_desk),
    Panel(key="anyway", place=Place.DESK_ASIDE, rank=5, template=f"{FOLDER}/anyway.html", context=_handing),
    Panel(key="decided", place=Place.FOLLOW_MAIN, rank=10, template=f"{FOLDER}/follow.html", context=_follow),
):
    add(panel)
