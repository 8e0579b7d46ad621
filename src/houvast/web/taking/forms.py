"""What a professional fills in to take an answer over. Dutch only; every fault stands beside its field.

Takes   a form as it was sent.
Gives   a new action, or words for a message or a letter; or the faults.
Knows   nothing of answers or requests.
"""

import datetime as dt
import secrets
from typing import Any

from django import forms
from django.http import QueryDict

from houvast.casework.api import PLAN_ROOMS, Doer, PlanRoom
from houvast.language.api import NotADay, day

DOERS = [
    (Doer.US.value, "Wij"),
    (Doer.RESIDENT.value, "De bewoner"),
    (Doer.OTHER.value, "Een andere organisatie of persoon"),
]
ROOMS = [(room.value, PLAN_ROOMS[room][0]) for room in PlanRoom]
MOST_IN_AN_ACTION, MOST_IN_A_MESSAGE = 300, 5_000


class _Sent(forms.Form):
    """With a token of its own, so that what is sent twice happens once."""

    token = forms.CharField(max_length=40)

    def __init__(self, data: QueryDict | None = None, **proposed: object) -> None:
        super().__init__(data, initial={"token": secrets.token_urlsafe(18), **proposed})

    def faults(self) -> list[dict[str, str]]:
        """The id of each field, and what to mend."""
        return [
            {"field": name, "text": str(texts[0])} for name, texts in self.errors.items() if name != "token"
        ]


class IntoPlan(_Sent):
    """One action that rests on the answer."""

    what = forms.CharField(
        max_length=MOST_IN_AN_ACTION,
        error_messages={
            "required": "Schrijf wat er gebeurt.",
            "max_length": f"Maak dit korter dan {MOST_IN_AN_ACTION} tekens.",
        },
    )
    room = forms.ChoiceField(choices=ROOMS)
    doer = forms.ChoiceField(choices=DOERS)
    doer_name = forms.CharField(max_length=80, required=False)
    before = forms.CharField(
        max_length=20, error_messages={"required": "Vul een dag in, bijvoorbeeld 3-12-2026."}
    )

    def __init__(self, data: QueryDict | None = None, *, on: dt.date, **proposed: object) -> None:
        super().__init__(data, **proposed)
        self.on = on

    def clean_before(self) -> dt.date:
        """A day that is to come."""
        try:
            read = day(self.cleaned_data["before"])
        except NotADay as fault:
            raise forms.ValidationError("Dit is geen dag. Schrijf bijvoorbeeld 3-12-2026.") from fault
        if read < self.on:
            raise forms.ValidationError("Deze dag is al voorbij.")
        return read

    def clean(self) -> dict[str, Any]:
        """Another organisation or person has a name."""
        said = super().clean() or {}
        if said.get("doer") == Doer.OTHER.value and not said.get("doer_name", "").strip():
            self.add_error("doer_name", "Schrijf wie het doet.")
        return said


class IntoWords(_Sent):
    """The answer as text that may be changed before it goes."""

    words = forms.CharField(
        max_length=MOST_IN_A_MESSAGE,
        error_messages={
            "required": "Schrijf eerst iets.",
            "max_length": f"Dit is te lang. Maak het korter dan {MOST_IN_A_MESSAGE} tekens.",
        },
    )
