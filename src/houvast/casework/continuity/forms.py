"""What a team lead or a counsellor fills in about who carries and who is away. Dutch only.

Takes   forms as they were sent.
Gives   an act; or the faults beside their fields.
Knows   nothing of who may.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from houvast.casework import acts, assigning
from houvast.casework.continuity import carrying
from houvast.casework.desk.form import DeskForm, ShownForm, add
from houvast.casework.desk.forms import DAYS, NO_DAY
from houvast.people.api import Professional


class AssignForm(DeskForm):
    """Another duo of the team, before anybody took the request on."""

    name = "assign"
    summary = "Kies een ander duo van uw team"
    button = "Dit duo krijgt de vraag"
    before = ("Dit kan zolang niemand de vraag heeft opgepakt. De bewoner ziet meteen wie het wordt.",)
    done = "Het andere duo heeft deze vraag nu."

    duo = forms.ChoiceField(label="Welk duo?", error_messages={"required": "Kies een duo."})
    words = forms.CharField(
        max_length=200,
        label="Waarom?",
        help_text="De bewoner kan dit lezen.",
        error_messages={
            "required": "Schrijf waarom. De bewoner kan dit lezen.",
            "max_length": "Maak dit korter dan 200 tekens.",
        },
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        # Looked up only when the form is shown or sent.
        self.fields["duo"].choices = self._duos  # type: ignore[attr-defined]  # a ChoiceField has choices

    def _duos(self) -> list[tuple[str, str]]:
        """The other duos of the team, best first, each with what speaks for it."""
        if self.held.duo is None:
            return []
        found = assigning.candidates(
            self.held.resident, neighbourhood=self.held.duo.team.neighbourhood_code, on=self.on
        )
        mine = [
            one
            for one in found
            if one.duo.team_id == self.held.duo.team_id and one.duo.pk != self.held.duo_id
        ]
        return [(str(one.duo.pk), _told(one)) for one in sorted(mine, key=lambda one: one.rank)]

    def act(self, sent: acts.Form) -> None:
        """Chosen, with a reason."""
        carrying.reassign(sent, UUID(self.cleaned_data["duo"]), self.cleaned_data["words"])


def _told(one: assigning.Candidate) -> str:
    notes = [f"draagt {one.carries} van {one.ceiling}"]
    notes += ["kent de bewoner"] * one.known + ["kent het gezin"] * one.household
    notes += ["spreekt de taal"] * one.speaks + ["is weg"] * one.away
    return f"{one.duo}: {', '.join(notes)}"


class AbsenceForm(ShownForm):
    """Who is away, who stands in, and the days."""

    name = "absence"
    summary = "Iemand is er een tijd niet"
    button = "Leg vast"
    before = ("De vervanger ziet deze vragen in de werklijst. De bewoner leest wie er is, en tot wanneer.",)

    who = forms.ChoiceField(label="Wie is er niet?")
    stand_in = forms.ChoiceField(label="Wie vervangt?")
    since = forms.DateField(input_formats=DAYS, label="Eerste dag", error_messages=NO_DAY)
    until = forms.DateField(input_formats=DAYS, label="Laatste dag", error_messages=NO_DAY)

    def __init__(
        self, *args: Any, absent: Iterable[Professional], team: Iterable[Professional], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        for field, people in (("who", absent), ("stand_in", team)):
            pairs = [(str(one.pk), one.display_name) for one in people]
            self.fields[field].choices = pairs  # type: ignore[attr-defined]  # a ChoiceField has choices


class CeilingForm(ShownForm):
    """How many requests somebody can carry."""

    name = "ceiling"
    summary = "Verander een grens"
    button = "Dit is de grens"
    before = ("Boven de grens krijgt iemand alleen nog een vraag van wie die al kent.",)

    who = forms.ChoiceField(label="Van wie?")
    most = forms.IntegerField(
        min_value=carrying.FEWEST,
        max_value=carrying.MOST,
        label="Hoeveel lopende vragen?",
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een getal in.",
            "min_value": f"Vul {carrying.FEWEST} of meer in.",
            "max_value": f"Vul {carrying.MOST} of minder in.",
        },
    )

    def __init__(self, *args: Any, team: Iterable[Professional], **given: Any) -> None:
        super().__init__(*args, **given)
        pairs = [(str(one.pk), one.display_name) for one in team]
        self.fields["who"].choices = pairs  # type: ignore[attr-defined]  # a ChoiceField has choices


add(AssignForm)
