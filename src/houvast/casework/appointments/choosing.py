"""The moments that can be chosen, day by day, and the form with which one is chosen.

Takes   free moments (`diary.py`), or a form as it was sent.
Gives   days with their moments in words; a `Choice` for `booking.py`, or what to mend.
Knows   nothing of who chooses: the page of the resident and that of the desk show the same.
"""

import datetime as dt
import itertools
import secrets
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.dateformat import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.casework.appointments import diary
from houvast.casework.appointments.booking import LONGEST, Choice
from houvast.casework.appointments.diary import Moment
from houvast.casework.appointments.models import Appointment, Kind, Place
from houvast.casework.appointments.slots import AMSTERDAM
from houvast.people.api import Duo
from houvast.ui.api import date_in_words

DAYS = 2
"""Days on one screen: enough to choose, few enough to read."""


@dataclass(frozen=True)
class Option:
    """One moment to choose."""

    value: str
    label: str


@dataclass(frozen=True)
class Day:
    """One day with its moments; `number` makes its id on the page."""

    number: int
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Offered:
    """Some days, and where the next ones begin."""

    days: tuple[Day, ...]
    later: str
    """The first day after these, for the address of the next screen; empty when there are no more."""


def offered(duo: Duo, kind: str, place: Place | None, *, after: dt.datetime, from_day: str = "") -> Offered:
    """The first days on which this duo has a moment, from `from_day` (2026-11-24) when that is one."""
    moments = diary.free(duo, kind, place, after=after)
    by_day = [
        (day, list(each)) for day, each in itertools.groupby(moments, key=lambda moment: moment.at.date())
    ]
    coming = [(day, each) for day, each in by_day if day.isoformat() >= from_day[:10]]
    shown = coming[:DAYS] or by_day[:DAYS]
    later = coming[DAYS][0].isoformat() if len(coming) > DAYS else ""
    days = tuple(
        Day(number, date_in_words(day, "day"), tuple(Option(one.value, _label(one)) for one in each))
        for number, (day, each) in enumerate(shown, 1)
    )
    return Offered(days, later)


def soonest(duo: Duo, kind: str, place: Place | None, *, after: dt.datetime, most: int = 3) -> list[Option]:
    """The first moments, each with its day, to choose with one press."""
    moments = diary.free(duo, kind, place, after=after, limit=most)
    return [Option(one.value, f"{date_in_words(one.at, 'day')}, {_label(one)}") for one in moments]


def _label(moment: Moment) -> str:
    return gettext("%(time)s uur, met %(name)s") % {
        "time": time_format(moment.at.time(), "H.i"),
        "name": f"\u2068{moment.professional.display_name}\u2069",
    }


def hours_in_words(appointment: Appointment) -> str:
    """From when to when, as people say it."""
    first, last = (each.astimezone(AMSTERDAM) for each in (appointment.starts_at, appointment.ends_at))
    return gettext("%(from)s tot %(until)s uur") % {
        "from": time_format(first.time(), "H.i"),
        "until": time_format(last.time(), "H.i"),
    }


def fresh_token() -> str:
    """For a form that nobody sent yet."""
    return secrets.token_urlsafe(18)


class ChoiceForm(forms.Form):
    """How to meet, where, and when. Its token makes it happen once; what was typed stays."""

    token = forms.CharField(max_length=64)
    soort = forms.ChoiceField(choices=[(kind, kind) for kind in diary.NEEDS])
    plek = forms.UUIDField(required=False)
    moment = forms.CharField(max_length=60, error_messages={"required": _("Kies eerst een moment.")})
    woorden = forms.CharField(
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": _("Dit is te lang. Wilt u het korter maken?")},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"token": fresh_token()})

    def clean_moment(self) -> tuple[int, UUID]:
        """The half hour and the professional."""
        try:
            return diary.read_value(self.cleaned_data["moment"])
        except diary.NotAMoment as error:
            raise forms.ValidationError(gettext("Kies eerst een moment.")) from error

    def choice(self) -> Choice:
        """What was chosen. Only after `is_valid`."""
        slot, professional = self.cleaned_data["moment"]
        return Choice(
            kind=self.cleaned_data["soort"],
            slot=slot,
            professional_id=professional,
            place_id=self.cleaned_data["plek"] if self.cleaned_data["soort"] == Kind.PLACE else None,
        )

    def faults(self) -> list[dict[str, str]]:
        """For the summary on top of the page."""
        return [
            {"field": name, "text": str(texts[0])}
            for name, texts in self.errors.items()
            if name in {"moment", "woorden"}
        ]


def read_kind(asked: QueryDict, duo: Duo, *, after: dt.datetime) -> tuple[str, Place | None]:
    """The way to meet that an address or form names, with its place; empty when it names none that can be."""
    kind = asked.get("soort", "")
    if kind not in diary.NEEDS:
        return "", None
    if kind != Kind.PLACE:
        return kind, None
    wanted = asked.get("plek", "")
    place = next((each for each in diary.places_of(duo, after=after) if str(each.pk) == wanted), None)
    return (kind, place) if place is not None else ("", None)
