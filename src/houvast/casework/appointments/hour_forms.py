"""The form with which hours and days away are set.

Takes   what was typed, and whose hours may be set.
Gives   rows by `hours.py`, or the faults beside their fields; what was typed stays.
Knows   nothing of pages.
"""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from houvast.casework.appointments import hours
from houvast.casework.appointments.hours import NotHours, Span
from houvast.casework.appointments.models import Place
from houvast.casework.appointments.slots import WEEKDAYS
from houvast.people.api import Professional

TIMES = ["%H.%M", "%H:%M", "%H"]
WRITTEN = ["%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%Y-%m-%d"]
NO_DAY = "Dit is geen dag. Schrijf bijvoorbeeld 3-12-2026."
NO_TIME = "Dit is geen tijd. Schrijf bijvoorbeeld 9.30."
WHAT = ("elke-week", "een-dag", "afwezig", "weg")
REMOVED = {"week": hours.remove_weekly, "dag": hours.remove_extra, "afwezig": hours.remove_away}


def choices(people: list[Professional]) -> dict[str, list[tuple[str, str]]]:
    """What the selects of the page offer."""
    return {
        "people": [(str(person.pk), person.display_name) for person in people],
        "days": [(str(number), day) for number, day in enumerate(WEEKDAYS)],
        "places": [("", "telefoon of thuis")]
        + [(str(place.pk), place.name) for place in Place.objects.filter(active=True).order_by("name")],
    }


class HourForm(forms.Form):
    """One of: hours of every week, hours on one day, days away, or one of these taken out."""

    wat = forms.ChoiceField(choices=[(what, what) for what in WHAT])
    wie = forms.ChoiceField(required=False)
    weekdag = forms.ChoiceField(choices=[(str(day), str(day)) for day in range(7)], required=False)
    dag = forms.DateField(input_formats=WRITTEN, required=False, error_messages={"invalid": NO_DAY})
    tot_en_met = forms.DateField(input_formats=WRITTEN, required=False, error_messages={"invalid": NO_DAY})
    van = forms.TimeField(input_formats=TIMES, required=False, error_messages={"invalid": NO_TIME})
    tot = forms.TimeField(input_formats=TIMES, required=False, error_messages={"invalid": NO_TIME})
    plek = forms.ModelChoiceField(queryset=Place.objects.filter(active=True), required=False)
    rij = forms.CharField(max_length=40, required=False)
    done = "Uw uren zijn bewaard."

    def __init__(self, data: QueryDict | None = None, *, people: list[Professional]) -> None:
        super().__init__(data)
        self.people = {str(person.pk): person for person in people}
        self.fields["wie"].choices = [(key, key) for key in self.people]  # type: ignore[attr-defined]  # of a ChoiceField

    def clean(self) -> dict[str, Any]:
        """What each of the four needs."""
        needed = {
            "elke-week": ("wie", "weekdag", "van", "tot"),
            "een-dag": ("wie", "dag", "van", "tot"),
            "afwezig": ("wie", "dag", "tot_en_met"),
        }
        for name in needed.get(self.cleaned_data.get("wat", ""), ()):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, "Vul dit nog in.")
        return self.cleaned_data

    def write(self) -> bool:
        """Keep it. Gives no, with the fault beside its field, when these hours cannot be."""
        said = self.cleaned_data
        try:
            getattr(self, f"_{said['wat'].replace('-', '_')}")(said)
        except NotHours as fault:
            self.add_error("van" if said["wat"] != "afwezig" else "tot_en_met", str(fault))
            return False
        return True

    def faults(self) -> list[dict[str, str]]:
        """For the summary on top: the field of the form that was sent, and what to mend."""
        what = self.data.get("wat", "")
        return [
            {"field": f"{what}-{name}", "text": str(texts[0])}
            for name, texts in self.errors.items()
            if name not in {"wat", "rij", "__all__"}
        ]

    def _elke_week(self, said: dict[str, Any]) -> None:
        hours.add_weekly(self.people[said["wie"]], int(said["weekdag"]), _span(said))

    def _een_dag(self, said: dict[str, Any]) -> None:
        hours.add_extra(self.people[said["wie"]], said["dag"], _span(said))

    def _afwezig(self, said: dict[str, Any]) -> None:
        in_the_way = hours.add_away(self.people[said["wie"]], said["dag"], said["tot_en_met"])
        if in_the_way:
            count = f"{len(in_the_way)} {'afspraak' if len(in_the_way) == 1 else 'afspraken'}"
            self.done = f"Bewaard. In deze dagen staan nog {count}. Verzet die, of laat uw collega gaan."

    def _weg(self, said: dict[str, Any]) -> None:
        kind, _, number = said["rij"].partition("-")
        if kind in REMOVED and number.isdecimal():
            REMOVED[kind](int(number), list(self.people.values()))


def _span(said: dict[str, Any]) -> Span:
    starts: dt.time = said["van"]
    return Span(starts=starts, ends=said["tot"], place=said["plek"])
