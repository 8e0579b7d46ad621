"""How somebody answers an alarm. Dutch only.

Takes   forms as they were sent.
Gives   an act; or the faults beside their fields.
Knows   nothing of who may.
"""

from django import forms

from houvast.casework import acts
from houvast.casework.alarming import answering
from houvast.casework.desk.form import DeskForm


class ExplainForm(DeskForm):
    """The resident reads how it stands."""

    name = "explain"
    summary = "Leg aan de bewoner uit hoe het staat"
    button = "Verstuur aan de bewoner"
    before = ("De bewoner leest dit als bericht, met een nieuwe dag.",)
    done = "Uw uitleg is verstuurd. Het alarm is klaar."
    guarded = False

    words = forms.CharField(
        max_length=acts.LONGEST,
        widget=forms.Textarea,
        label="Uw uitleg",
        error_messages={"required": "Schrijf een uitleg. De bewoner leest dit."},
    )
    alarm = forms.IntegerField(widget=forms.HiddenInput)

    def act(self, sent: acts.Form) -> None:
        """Explained."""
        answering.explain(sent, self.cleaned_data["alarm"], self.cleaned_data["words"])


class SignalForm(ExplainForm):
    """Whoever owns the rule reads what does not work."""

    name = "signal"
    summary = "Meld dat een regel knelt"
    button = "Meld het"
    before = ("Schrijf over de regel, niet over de bewoner. De bewoner leest dat u dit meldde.",)
    done = "Uw melding staat bij de regel. Het alarm is klaar."

    words = forms.CharField(
        max_length=400,
        widget=forms.Textarea,
        label="Wat werkt er niet?",
        error_messages={
            "required": "Schrijf wat er niet werkt.",
            "max_length": "Maak dit korter dan 400 tekens.",
        },
    )

    def act(self, sent: acts.Form) -> None:
        """Told."""
        answering.signal(sent, self.cleaned_data["alarm"], self.cleaned_data["words"])


ANSWERS: dict[str, type[ExplainForm]] = {form.name: form for form in (ExplainForm, SignalForm)}
