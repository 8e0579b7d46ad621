"""What a counsellor fills in for a decision against somebody, and for a threat. Dutch only.

Takes   forms as they were sent.
Gives   an act; or the faults beside their fields.
Knows   nothing of who may.
"""

from typing import Any

from django import forms

from houvast.casework import acts, handing
from houvast.casework.deciding import decisions, threatening
from houvast.casework.deciding.blind_spots import BLIND_SPOTS
from houvast.casework.desk.form import DeskForm, add
from houvast.casework.desk.forms import DAYS, NO_DAY
from houvast.casework.models import DecisionKind
from houvast.casework.threats import THREATS

WHY = {"required": "Schrijf waarom. De bewoner kan dit lezen."}


class ReasonForm(DeskForm):
    """Something with a reason that the resident can read."""

    guarded = False

    words = forms.CharField(
        max_length=acts.LONGEST,
        widget=forms.Textarea,
        label="Waarom?",
        help_text="De bewoner kan dit lezen.",
        error_messages=WHY,
    )


class AskRefusalForm(ReasonForm):
    """The first of the two asks to refuse."""

    name = "ask-refusal"
    summary = "Iets weigeren: vraag uw collega"
    button = "Vraag het mijn collega"
    before = ("Dit kan alleen met z'n tweeën. Uw collega leest uw reden en beslist zelf.",)
    done = "Uw collega krijgt deze vraag. Er is nog niets besloten."
    kind = DecisionKind.REFUSAL

    about = forms.CharField(
        max_length=120,
        label="Wat?",
        help_text="Bijvoorbeeld: bijzondere bijstand voor een koelkast.",
        error_messages={"required": "Schrijf waar het om gaat. De bewoner leest dit."},
    )
    field_order = ("about", "words")

    def act(self, sent: acts.Form) -> None:
        """Asked; nothing is decided."""
        decisions.ask(sent, self.kind, self.cleaned_data["about"], self.cleaned_data["words"])


class AskRecoveryForm(AskRefusalForm):
    """The first of the two asks to have money back."""

    name = "ask-recovery"
    summary = "Geld terugvragen: vraag uw collega"
    kind = DecisionKind.RECOVERY


class RefuseForm(ReasonForm):
    """The second of the two agrees to refuse."""

    name = "refuse"
    summary = "Ik ben het eens"
    button = "Ja, dit besluiten wij samen"
    done = "Het is besloten. De bewoner leest waarom, en tot wanneer bezwaar kan."
    kind = DecisionKind.REFUSAL

    def act(self, sent: acts.Form) -> None:
        """Decided by two."""
        decisions.agree(sent, self.kind, self.cleaned_data["words"])


class RecoverForm(RefuseForm):
    """The second of the two agrees to have money back."""

    name = "recover"
    kind = DecisionKind.RECOVERY


class DisagreeForm(ReasonForm):
    """The second of the two does not agree."""

    name = "disagree"
    summary = "Ik ben het niet eens"
    button = "Nee, dit doen wij niet"
    done = "U bent het niet eens. Er verandert niets voor de bewoner."

    def act(self, sent: acts.Form) -> None:
        """Nothing happens, with a reason."""
        decisions.disagree(sent, self.cleaned_data["words"])


class AskWarmForm(ReasonForm):
    """The first of the two asks to hand over although the resident does not want it."""

    name = "ask-warm"
    summary = "Toch overdragen: vraag uw collega"
    button = "Vraag het mijn collega"
    before = (
        "De bewoner wil de vaste mensen houden. Overdragen kan alleen als u beiden dat vindt.",
        *BLIND_SPOTS,
    )
    done = "Uw collega krijgt deze vraag. Er is nog niets overgedragen."

    def act(self, sent: acts.Form) -> None:
        """Asked."""
        handing.ask_anyway(sent, self.cleaned_data["words"])


class WarmAnywayForm(ReasonForm):
    """The second of the two agrees to hand over."""

    name = "warm-anyway"
    summary = "Uw collega vraagt: toch overdragen?"
    button = "Ja, wij dragen over"
    before = ("Spreek eerst samen met de bewoner en het andere duo.", *BLIND_SPOTS)
    done = "De hulpvraag is overgedragen. De bewoner leest waarom."

    def act(self, sent: acts.Form) -> None:
        """Handed over by two."""
        handing.hand_over_anyway(sent, self.cleaned_data["words"])


class ObjectedForm(DeskForm):
    """The objection is on its way."""

    name = "objected"
    done = "Vastgelegd: het bezwaar is verstuurd."
    guarded = False

    about = forms.CharField(max_length=120, widget=forms.HiddenInput)

    def act(self, sent: acts.Form) -> None:
        """Its clock stops."""
        decisions.objection_sent(sent, self.cleaned_data["about"])


class ThreatForm(DeskForm):
    """A letter with a threat."""

    name = "threat"
    summary = "Er dreigt iets op een dag"
    before = (
        "Neem de dag over die in de brief staat. De bewoner leest die dag.",
        "Bij huis, energie, water of zorg is er binnen drie werkdagen een gesprek (Wgs art. 4).",
    )
    done = "De dreiging staat erbij, en de termijn loopt. De bewoner ziet de dag."
    guarded = False

    kind = forms.ChoiceField(
        choices=[("", "Kies wat er dreigt"), *((one.key, one.name) for one in THREATS.values())],
        label="Wat dreigt er?",
        error_messages={"required": "Kies wat er dreigt."},
    )
    day = forms.DateField(
        input_formats=DAYS, label="Op welke dag?", help_text="De dag in de brief.", error_messages=NO_DAY
    )

    def clean(self) -> dict[str, Any]:
        """A day within a year."""
        cleaned = super().clean() or {}
        day = cleaned.get("day")
        if day is not None and day > self.on + threatening.FURTHEST:
            self.add_error("day", "Deze dag is meer dan een jaar weg. Kijk of het jaar klopt.")
        return cleaned

    def act(self, sent: acts.Form) -> None:
        """The day counts."""
        threatening.tell(sent, self.cleaned_data["kind"], self.cleaned_data["day"])


class AvertedForm(ReasonForm):
    """The threat is over."""

    name = "averted"
    summary = "De dreiging is voorbij"
    done = "De dreiging is voorbij. De bewoner leest dat nu."

    kind = forms.ChoiceField(
        choices=[(one.key, one.name) for one in THREATS.values()], label="Welke dreiging?"
    )
    field_order = ("kind", "words")

    def act(self, sent: acts.Form) -> None:
        """Its clock stops."""
        threatening.avert(sent, self.cleaned_data["kind"], self.cleaned_data["words"])


add(
    AskRefusalForm,
    AskRecoveryForm,
    RefuseForm,
    RecoverForm,
    DisagreeForm,
    AskWarmForm,
    WarmAnywayForm,
    ObjectedForm,
    ThreatForm,
    AvertedForm,
)
