"""Our parts of the request page and of the resident's page.

Takes   one look at one request.
Gives   the coming appointments, an offer, what did not work out with new moments, and where to choose one.
Knows   nothing of the rest of those pages.
"""

from houvast.casework import erasure, panels
from houvast.casework.appointments import booking, choosing, diary, waiting
from houvast.casework.appointments.choosing import ChoiceForm
from houvast.casework.appointments.models import Appointment, Kind, Offer, State
from houvast.casework.models import HelpRequest
from houvast.casework.panels import Context, Glance, Panel, Place
from houvast.ui.api import moment_in_words


def put() -> None:
    """Put both parts in their place, and let our rows go along in a copy of one's data."""
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


def for_resident(glance: Glance) -> Context | None:
    """What the resident sees; nothing when the question is solved and nothing is to come."""
    request = glance.request
    coming = _coming(glance)
    if not request.is_open and not coming:
        return None
    missed = _missed(request) if not coming else None
    again = []
    if missed is not None and request.duo is not None and missed.kind != Kind.WALK_IN:
        again = choosing.soonest(request.duo, missed.kind, missed.place, after=glance.at)
    return {
        "own": request,
        "coming": [_shown(each) for each in coming],
        "missed": missed,
        "again": again,
        "offer": _offer(glance),
        "waits": request.waiting.filter(ended_at__isnull=True).first(),
        "token": ChoiceForm().initial["token"],
        "own_page": glance.actor.on_behalf_of is None,
        "may": glance.actor.may("answer"),
    }


def for_desk(glance: Glance) -> Context | None:
    """What the duo sees beside the request."""
    rows = glance.request.appointments.select_related("professional", "place", "mandate")
    past = rows.filter(state=State.BOOKED, starts_at__lte=glance.at).order_by("starts_at")
    return {
        "held": glance.request,
        "coming": [{**_shown(each), "note": booking.note_of(each)} for each in _coming(glance)],
        "past": [{**_shown(each), "note": booking.note_of(each)} for each in past],
        "waits": glance.request.waiting.filter(ended_at__isnull=True).first(),
        "offer": _offer(glance),
        "missed": rows.filter(state=State.MISSED).count(),
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
    rows = glance.request.appointments.filter(state=State.BOOKED, starts_at__gt=glance.at)
    return list(rows.select_related("professional", "place", "mandate").order_by("starts_at"))


def _missed(request: HelpRequest) -> Appointment | None:
    """The newest one that did not work out, when nothing came after it."""
    last = request.appointments.exclude(state=State.CANCELLED).order_by("-starts_at").first()
    return last if last is not None and last.state == State.MISSED else None


def _offer(glance: Glance) -> dict[str, object] | None:
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
