"""Our parts of the request page and of the resident's page.

Takes   one look at one request.
Gives   the coming appointments, an offer, what did not work out with new moments, and where to choose one.
Knows   nothing of the rest of those pages.
"""

from houvast.casework import changed_hands, erasure, gathered, invariants, panels
from houvast.casework.appointments import booking, choosing, diary, following, rules, waiting
from houvast.casework.appointments.models import OFF, Appointment, Kind, Offer, State, Waiting
from houvast.casework.gathered import Around, may_be_there
from houvast.casework.models import HelpRequest
from houvast.casework.panels import Context, Glance, Panel, Place
from houvast.ui.api import moment_in_words


def put() -> None:
    """Put both parts in their place, and let our rows go along: in a copy of one's data, to other people."""
    panels.add(
        Panel(
            key="appointments-follow",
            place=Place.FOLLOW_MAIN,
            template="casework/appointments/follow_part.html",
            context=for_resident,
            rank=30,
        )
    )
    panels.add(
        Panel(
            key="appointments-desk",
            place=Place.DESK_ASIDE,
            template="casework/appointments/desk_part.html",
            context=for_desk,
            rank=20,
        )
    )
    erasure.add_to_copy("appointments", copied)
    changed_hands.go_along(following.ALONG)
    for rule, query in rules.RULES.items():
        invariants.add(rule, query)
    gathered.add(
        Around(Appointment, "appointments", with_them=("professional", "place", "mandate")),
        Around(Waiting, "waiting"),
    )


def for_resident(glance: Glance) -> Context | None:
    """What the resident sees; nothing when the question is solved and nothing is to come."""
    request = glance.request
    coming = _coming(glance)
    if not request.is_open and not coming:
        return None
    looking = _looking(request)
    missed = _missed(request) if not coming and looking is None else None
    anew, again = looking or missed, []
    if anew is not None and request.duo is not None and anew.kind != Kind.WALK_IN:
        again = choosing.soonest(request.duo, anew.kind, anew.place, after=glance.at)
    return {
        "own": request,
        "coming": [_shown(each) for each in coming],
        "looking": looking,
        "missed": missed,
        "again": again,
        "offer": _offer(glance),
        "waits": _waits(request),
        "token": choosing.fresh_token(),
        "own_page": glance.actor.on_behalf_of is None,
        "may": glance.actor.may("answer"),
    }


def for_desk(glance: Glance) -> Context | None:
    """What the duo sees beside the request."""
    rows = _in_order(glance.request)
    past = (row for row in rows if row.state == State.BOOKED and row.starts_at <= glance.at)
    return {
        "held": glance.request,
        "coming": [{**_shown(each), "note": booking.note_of(each)} for each in _coming(glance)],
        "past": [{**_shown(each), "note": booking.note_of(each)} for each in past],
        "looking": [{**_shown(each), "note": booking.note_of(each)} for each in rows if looks(each)],
        "waits": _waits(glance.request),
        "offer": _offer(glance),
        "missed": sum(row.state == State.MISSED for row in rows),
    }


def copied(request: HelpRequest) -> list[dict[str, object]]:
    """Every appointment, readable, for a copy of one's own data."""
    return [
        {
            "kind": row.get_kind_display(),
            "starts_at": row.starts_at.isoformat(),
            "ends_at": row.ends_at.isoformat(),
            "place": f"{row.place.name}, {row.place.address}" if row.place else None,
            "with": row.professional.display_name if row.professional else None,
            "state": row.get_state_display(),
            "about": booking.note_of(row),
            "on_behalf": row.mandate_id is not None,
        }
        for row in request.appointments.select_related("place", "professional").order_by("starts_at")
    ]


def _coming(glance: Glance) -> list[Appointment]:
    rows = _in_order(glance.request)
    return [row for row in rows if row.state == State.BOOKED and row.starts_at > glance.at]


def _in_order(request: HelpRequest) -> list[Appointment]:
    return sorted(request.appointments.all(), key=lambda row: row.starts_at)


def _waits(request: HelpRequest) -> Waiting | None:
    """That the resident waits for an earlier moment."""
    return next((row for row in request.waiting.all() if row.ended_at is None), None)


def looks(row: Appointment) -> bool:
    """Whether it could not go along to other people, and waits for another moment."""
    return row.state == State.LOOKING


def _looking(request: HelpRequest) -> Appointment | None:
    """The first that waits for another moment."""
    return next((row for row in _in_order(request) if looks(row)), None)


def _missed(request: HelpRequest) -> Appointment | None:
    """The newest one that did not work out, when nothing came after it."""
    held = [row for row in _in_order(request) if row.state not in OFF]
    return held[-1] if held and held[-1].state == State.MISSED else None


def _offer(glance: Glance) -> dict[str, object] | None:
    if not may_be_there(glance.request, Waiting):
        return None
    rows = Offer.objects.filter(
        waiting__request=glance.request, ended_at__isnull=True, answer_by__gt=glance.at
    )
    offer = rows.select_related("professional", "waiting__place").first()
    if offer is None:
        return None
    moment = diary.Moment(offer.professional, offer.slot)
    have = waiting.current(offer.waiting, at=glance.at)
    return {"row": offer, "moment": moment_in_words(moment.at), "instead": have}


def _shown(row: Appointment) -> dict[str, object]:
    return {"row": row, "hours": choosing.hours_in_words(row)}
