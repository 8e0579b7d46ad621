"""What a counsellor fills in on the plan page. Dutch only.

Takes   forms as they were sent, for one request.
Gives   an act of `doing.py` or `tailoring.py`; or the faults, beside their fields.
Knows   nothing of who may.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from houvast.casework import acts
from houvast.casework.desk.form import DeskForm
from houvast.casework.desk.forms import DAYS, NO_DAY
from houvast.casework.models import HelpRequest
from houvast.casework.plan import doing, tailoring
from houvast.casework.plan.weighing import ASKED, LEARNED, ROOMS, Doer, Room
from houvast.language.api import NotAnAmount, amount

Choices = Sequence[tuple[str, str]]
MOST_LINES = 12
COST_LINE = (
    "Schrijf elke regel zo: wat; bedrag; bron. Bijvoorbeeld: nieuwe kachel; 450; offerte van 20-11-2026."
)
DOERS = [
    (Doer.US.value, "Wij"),
    (Doer.RESIDENT.value, "De bewoner"),
    (Doer.OTHER.value, "Een andere organisatie of persoon"),
]


class ActionForm(DeskForm):
    """Who does what, before when."""

    name = "actie"
    summary = "Zet er een actie bij"
    done = "De actie staat in het plan. De bewoner ziet die nu."
    guarded = False

    room = forms.ChoiceField(
        choices=[(room.value, ROOMS[room][0]) for room in Room], label="In welke ruimte?"
    )
    doer = forms.ChoiceField(choices=DOERS, label="Wie doet het?")
    doer_name = forms.CharField(
        max_length=80,
        required=False,
        label="Welke organisatie of persoon?",
        help_text="Alleen als een ander het doet.",
    )
    what = forms.CharField(
        max_length=doing.LONGEST,
        label="Wat?",
        help_text="Eén ding, in gewone taal. De bewoner leest dit.",
        error_messages={"required": "Schrijf wat er gebeurt."},
    )
    day = forms.DateField(input_formats=DAYS, label="Voor welke dag?", error_messages=NO_DAY)
    evidence = forms.MultipleChoiceField(
        required=False, label="Wat weten we hiervoor al?", help_text="Dit vragen we de bewoner niet nog eens."
    )

    def __init__(
        self, *, held: HelpRequest, on: dt.date, data: QueryDict | None = None, known: Choices = ()
    ) -> None:
        super().__init__(held=held, on=on, data=data)
        if known:
            self.fields["evidence"].choices = known  # type: ignore[attr-defined]  # django-stubs: of the base class
        else:
            del self.fields["evidence"]

    def clean(self) -> dict[str, Any]:
        """Another has a name, and the day is to come."""
        said = super().clean() or {}
        if said.get("doer") == Doer.OTHER.value and not said.get("doer_name", "").strip():
            self.add_error("doer_name", "Schrijf wie het doet.")
        if said.get("day") and said["day"] < self.on:
            self.add_error("day", "Deze dag is al voorbij.")
        return said

    def act(self, sent: acts.Form) -> None:
        """It stands there."""
        said = self.cleaned_data
        doing.add(
            sent,
            doing.NewAction(
                room=Room(said["room"]),
                doer=Doer(said["doer"]),
                doer_name=said["doer_name"],
                what=said["what"],
                before=said["day"],
                evidence=tuple(said.get("evidence", ())),
            ),
        )


class TickForm(DeskForm):
    """It is done."""

    name = "gedaan"
    done = "Afgevinkt. De bewoner ziet dat het klaar is."
    guarded = False

    action = forms.UUIDField()

    def act(self, sent: acts.Form) -> None:
        """Done."""
        doing.tick(sent, self.cleaned_data["action"])


class ReadyForm(DeskForm):
    """The resident has the plan."""

    name = "klaar"
    button = "Het plan is klaar"
    done = "De bewoner heeft het plan. De termijn daarvoor is gehaald."
    guarded = False

    def act(self, sent: acts.Form) -> None:
        """Its clock stops."""
        doing.make_ready(sent)


class CostsField(forms.CharField):
    """Lines of `what; amount; source`, each with its source: without one a figure does not count."""

    def clean(self, value: Any) -> list[tailoring.NewCost]:
        """The lines; empty for none."""
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                f"Dit zijn meer dan {MOST_LINES} regels. Voeg samen wat bij elkaar hoort."
            )
        return [_cost(number, line) for number, line in enumerate(lines, 1)]


def _cost(number: int, line: str) -> tailoring.NewCost:
    what, *rest = (part.strip() for part in line.split(";", 2))
    if len(rest) < 2 or not what or not rest[1]:
        raise forms.ValidationError(f"Regel {number} mist iets. {COST_LINE}")
    try:
        cents = amount(rest[0]) * 100
    except NotAnAmount as fault:
        raise forms.ValidationError(f"In regel {number} is “{rest[0]}” geen bedrag.") from fault
    if cents.denominator != 1 or cents < 0:
        raise forms.ValidationError(f"Het bedrag in regel {number} kan niet.")
    return tailoring.NewCost(what[:200], int(cents), rest[1][:200])


class TailorForm(DeskForm):
    """A tailor-made plan: every question of `weighing.py`, and the costs with their sources."""

    name = "maatwerk"
    summary = "Maak een plan op maat"
    button = "Leg het voor aan twee anderen"
    before = (
        "Voor als de gewone regels deze mensen niet helpen. Eén huishouden, één plan.",
        "Twee anderen beslissen samen, los van wie welk potje heeft. De bewoner kan alles lezen.",
    )
    done = "Het plan op maat ligt voor. Twee anderen beslissen."
    guarded = False

    now = CostsField(
        required=False, widget=forms.Textarea, label="Wat kost het nu?", help_text=COST_LINE, max_length=4000
    )
    avoided = CostsField(
        required=False,
        widget=forms.Textarea,
        label="Welke kosten voorkomt het?",
        help_text="Op dezelfde manier. Zonder bron telt een bedrag niet.",
        max_length=4000,
    )

    def __init__(self, *, held: HelpRequest, on: dt.date, data: QueryDict | None = None) -> None:
        super().__init__(held=held, on=on, data=data)
        for asked in ASKED:
            self.fields[asked.part.value] = forms.CharField(
                widget=forms.Textarea,
                max_length=tailoring.LONGEST,
                label=asked.label,
                help_text=asked.hint,
                error_messages={
                    "required": "Geef hier een antwoord. “Weten we nog niet” mag, met wie het uitzoekt."
                },
            )
        self.order_fields([*(asked.part.value for asked in ASKED), "now", "avoided"])

    def act(self, sent: acts.Form) -> None:
        """It lies before two others."""
        said = self.cleaned_data
        answers = {asked.part: said[asked.part.value] for asked in ASKED}
        tailoring.lay_down(sent, tailoring.Weighed(answers=answers, now=said["now"], avoided=said["avoided"]))


class DecideForm(DeskForm):
    """One of the two decides."""

    name = "besluit"
    summary = "Beslis over het plan op maat"
    button = "Leg mijn besluit vast"
    before = ("Kijk naar het huishouden en het doel van de wetten. Wie betaalt, regelen we daarna.",)
    done = "Uw besluit staat erbij. De bewoner kan het lezen."
    guarded = False

    answer = forms.ChoiceField(
        choices=[("ja", "Ja, dit doen we"), ("nee", "Nee, zo niet")], label="Wat vindt u?"
    )
    words = forms.CharField(
        max_length=tailoring.LONGEST,
        widget=forms.Textarea,
        label="Waarom?",
        error_messages={"required": "Schrijf waarom. De bewoner leest dit."},
    )

    def act(self, sent: acts.Form) -> None:
        """Decided."""
        tailoring.decide(sent, yes=self.cleaned_data["answer"] == "ja", why=self.cleaned_data["words"])


class LearnForm(DeskForm):
    """What was learned."""

    name = "geleerd"
    summary = LEARNED.label
    done = "Bewaard. Zo hoeft een ander het niet opnieuw te ontdekken."
    guarded = False

    words = forms.CharField(
        max_length=tailoring.LONGEST,
        widget=forms.Textarea,
        label=LEARNED.label,
        help_text=LEARNED.hint,
        error_messages={"required": "Schrijf wat we ervan leerden."},
    )

    def act(self, sent: acts.Form) -> None:
        """Written down."""
        tailoring.learn(sent, self.cleaned_data["words"])


FORMS: dict[str, type[DeskForm]] = {
    form.name: form for form in (ActionForm, TickForm, ReadyForm, TailorForm, DecideForm, LearnForm)
}
