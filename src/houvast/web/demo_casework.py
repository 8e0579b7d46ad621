"""What stands around some questions of the fictional city: guests, threats, who stands in, an appointment.

Takes   the staff of the demo by short name, the questions by the short name of who asked, the moment, and
        what `demo_people.yaml` tells under `around` and `absences`.
Gives   the same rows as when the duo had filled in the forms: every room of casework has something to see.
Knows   nothing that a page could not do. Everybody is made up.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from houvast.casework.api import (
    AppointmentChoice,
    AppointmentForm,
    Form,
    HelpRequest,
    PostChannel,
    ask_for_advice,
    book_appointment,
    first_free,
    invite_guest,
    offer_handover,
    send_message,
    tell_absence,
    tell_threat,
    wish_post,
)
from houvast.people.api import Professional, active_duos, as_professional, as_resident

Said = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One thing around one question, as the file tells it."""

    request: HelpRequest
    staff: Mapping[str, Professional]
    said: Said
    at: dt.datetime
    number: int

    @property
    def form(self) -> Form:
        """A form of the first of the duo."""
        assert self.request.duo is not None, "an open request has a duo"
        actor = as_professional(self.request.duo.first)
        token = f"demo-around-{self.number}"
        return Form(request_id=self.request.pk, actor=actor, at=self.at, token=token)

    def day(self) -> dt.date:
        """The day that the file counts from the day of loading; moved on from a weekend."""
        day: dt.date = self.at.date() + dt.timedelta(days=self.said["days"])
        return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def load_absences(staff: Mapping[str, Professional], told: list[Said], *, at: dt.datetime) -> None:
    """Who is away from today on, and who stands in."""
    for each in told:
        away = staff[each["who"]]
        tell_absence(
            as_professional(away),
            away=away.pk,
            stand_in=staff[each["stand_in"]].pk,
            since=at.date(),
            until=at.date() + dt.timedelta(days=each["days"]),
            at=at,
        )


def load_around(
    staff: Mapping[str, Professional],
    requests: Mapping[str, HelpRequest],
    told: list[Said],
    *,
    at: dt.datetime,
) -> None:
    """Everything that the file tells around these questions, in its order."""
    for number, said in enumerate(told):
        scene = Scene(request=requests[said["of"]], staff=staff, said=said, at=at, number=number)
        DEEDS[said["what"]](scene)


def _guest(scene: Scene) -> None:
    said = scene.said
    who = scene.staff[said["who"]].pk
    invite_guest(scene.form, who, role=said["words"], parts=said["sees"], until=scene.day())


def _threat(scene: Scene) -> None:
    tell_threat(scene.form, scene.said["kind"], scene.day())


def _advice(scene: Scene) -> None:
    ask_for_advice(scene.form, scene.staff[scene.said["who"]].pk, scene.said["words"])


def _handover(scene: Scene) -> None:
    duo = scene.request.duo
    other = next(each for each in active_duos().order_by("pk") if each != duo)
    offer_handover(scene.form, other.pk, scene.said["words"])


def _appointment(scene: Scene) -> None:
    """The first moment that is free, chosen by the resident."""
    request = scene.request
    assert request.duo is not None, "an open request has a duo"
    for moment in first_free(request.duo, scene.said["kind"], after=scene.at, limit=1):
        choice = AppointmentChoice(
            kind=scene.said["kind"], slot=moment.slot, professional_id=moment.professional.pk
        )
        actor = as_resident(request.resident)
        sent = AppointmentForm(request_id=request.pk, actor=actor, at=scene.at, token=scene.form.token)
        book_appointment(sent, choice, scene.said["words"])


def _letters(scene: Scene) -> None:
    """Who has no computer gets letters from now on; the worker lays the first one ready to be posted."""
    resident = scene.request.resident
    wish_post(resident, {PostChannel.LETTER: scene.said["address"]}, at=scene.at, by=as_resident(resident))
    send_message(scene.form, scene.said["words"])


DEEDS: Mapping[str, Callable[[Scene], None]] = {
    "guest": _guest,
    "threat": _threat,
    "advice": _advice,
    "handover": _handover,
    "appointment": _appointment,
    "letters": _letters,
}
