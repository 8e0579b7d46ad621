"""What people fill in for a case discussion. Dutch only; every fault stands beside its field.

Takes   forms as they were sent.
Gives   a table, a text or an outcome; or the faults.
Knows   nothing of who may.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import QueryDict

from houvast.casework.api import PlanRoom
from houvast.language.api import NotADay, day
from houvast.learning.discussing import LONGEST, THREE, new_token
from houvast.learning.models import Meeting
from houvast.people.api import Professional

ROOMS = [("", "Geen actie"), *((room.value, room.value.capitalize()) for room in PlanRoom)]
MOST_PEOPLE = 20


class DayField(forms.CharField):
    """A day as people write it: 3-12-2026."""

    def clean(self, value: Any) -> dt.date | None:
        """The day; None when it may stay empty and does."""
        typed = super().clean(value)
        try:
            return day(typed) if typed else None
        except NotADay as fault:
            raise forms.ValidationError("Dit is geen dag. Schrijf bijvoorbeeld 3-12-2026.") from fault


class PeopleField(forms.CharField):
    """Professionals of any organisation, one name or e-mail address on each line."""

    def clean(self, value: Any) -> list[Professional]:
        """Everybody, or who is not found."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_PEOPLE:
            raise forms.ValidationError(f"Aan één tafel zitten hoogstens {MOST_PEOPLE} mensen.")
        return [_person(line) for line in lines]


def _person(typed: str) -> Professional:
    found = list(
        Professional.objects.select_related("organisation").filter(
            Q(display_name__iexact=typed) | Q(account__email__iexact=typed), active=True
        )[:2]
    )
    if len(found) != 1:
        why = "is er meer dan een keer. Typ het e-mailadres" if found else "kennen we niet"
        raise forms.ValidationError(f"“{typed}” {why}.")
    return found[0]


class Form(forms.Form):
    """With its token, and what the summary of faults needs."""

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, prefix: str | None = None, text: str = "") -> None:
        super().__init__(data, prefix=prefix, initial={"token": new_token(), "text": text})

    def faults(self) -> list[dict[str, str]]:
        """The id of each field, and what to mend."""
        return [
            {"field": self.add_prefix(name), "text": str(texts[0])}
            for name, texts in self.errors.items()
            if name != "token"
        ]


class CallForm(Form):
    """A new table."""

    name = forms.CharField(max_length=120, error_messages={"required": "Geef de tafel een naam."})
    day = DayField(max_length=20, error_messages={"required": "Vul een dag in, bijvoorbeeld 3-12-2026."})
    people = PeopleField(
        max_length=3000, error_messages={"required": "Nodig ten minste één collega uit, liefst van elders."}
    )


class BringForm(Form):
    """A request to a table, in a text that was checked."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        error_messages={"required": "Kies een tafel.", "invalid_choice": "Kies een tafel."},
    )
    text = forms.CharField(
        max_length=LONGEST, error_messages={"required": "Schrijf waar u over wilt meedenken."}
    )
    known = forms.BooleanField(required=False)
    """The resident agreed that the table knows who it is."""
    checked = forms.BooleanField(
        error_messages={"required": "Lees de tekst eerst na. Zet dan dit vinkje."},
    )

    def __init__(self, tables: Any, data: QueryDict | None = None, *, text: str = "") -> None:
        super().__init__(data, text=text)
        self.fields["meeting"].queryset = tables  # type: ignore[attr-defined]  # django-stubs: of the base class


class OutcomeForm(Form):
    """The three questions; an action for the plan; a signal."""

    room = forms.ChoiceField(choices=ROOMS, required=False)
    action = forms.CharField(max_length=300, required=False)
    day = DayField(max_length=20, required=False)
    rule = forms.CharField(max_length=160, required=False)
    effect = forms.CharField(max_length=500, required=False)

    def __init__(self, data: QueryDict | None = None, *, topic: UUID) -> None:
        super().__init__(data, prefix=f"v-{topic}")
        for name, question, _hint in THREE:
            self.fields[name] = forms.CharField(
                max_length=LONGEST, error_messages={"required": f"Schrijf wat de tafel vond: {question}"}
            )

    def clean(self) -> dict[str, Any]:
        """An action is whole or absent; so is a signal."""
        said = super().clean() or {}
        action = [said.get("room"), said.get("action"), said.get("day")]
        if any(action) and not all(action) and "day" not in self.errors:
            self.add_error("action", "Vul de ruimte, de actie en de dag alle drie in, of geen van drie.")
        if bool(said.get("rule")) != bool(said.get("effect")):
            self.add_error("rule", "Vul de regel en wat die doet allebei in, of geen van beide.")
        return said
