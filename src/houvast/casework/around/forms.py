"""What a counsellor fills in to bring more people around a request. Dutch only.

Takes   forms as they were sent.
Gives   an act; or the faults beside their fields.
Knows   nothing of who may.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from houvast.casework import acts, workdays
from houvast.casework.around import consulting, guests
from houvast.casework.desk.form import DeskForm, add
from houvast.casework.desk.forms import DAYS, NO_DAY
from houvast.casework.models import HelpRequest, Part
from houvast.people.api import Professional

TO_BEGIN_WITH = (Part.QUESTION.value, Part.STEPS.value)
"""What is ticked on a fresh invitation: enough to help, and not the story."""


class SomebodyField(forms.CharField):
    """A professional, typed as a name or an e-mail address. Gives the id."""

    def clean(self, value: Any) -> UUID:
        """The one person with this name or address; else what to mend."""
        typed = super().clean(value)
        found = list(
            Professional.objects.select_related("organisation").filter(
                Q(display_name__iexact=typed) | Q(account__email__iexact=typed), active=True
            )[:6]
        )
        if len(found) == 1:
            return found[0].pk
        raise forms.ValidationError(_which(found))


def _which(found: Iterable[Professional]) -> str:
    names = ", ".join(f"{one.display_name} ({one.organisation})" for one in found)
    if not names:
        return "Deze naam kennen we niet. Typ de hele naam of het e-mailadres."
    return f"Er zijn er meer met deze naam: {names}. Typ het e-mailadres."


class InviteForm(DeskForm):
    """Somebody looks along."""

    name = "invite"
    summary = "Nodig iemand uit om mee te kijken"
    button = "Nodig uit"
    before = ("U blijft de vraag vasthouden. De bewoner leest wie meekijkt, wat die ziet en tot wanneer.",)
    done = "De uitnodiging staat klaar. De bewoner ziet wie er meekijkt."
    guarded = False

    who = SomebodyField(
        max_length=254,
        label="Wie?",
        help_text="De hele naam of het e-mailadres.",
        error_messages={"required": "Typ een naam of e-mailadres."},
    )
    role = forms.CharField(
        max_length=120,
        label="Wat doet deze persoon voor de bewoner?",
        help_text="Bijvoorbeeld: helpt met de huur. De bewoner leest dit.",
        error_messages={"required": "Schrijf wat deze persoon doet. De bewoner leest dit."},
    )
    parts = forms.MultipleChoiceField(
        choices=Part.choices,
        label="Wat mag deze persoon zien?",
        help_text="Kies alleen wat nodig is.",
        error_messages={"required": "Kies wat deze persoon mag zien."},
    )
    until = forms.DateField(input_formats=DAYS, label="Tot en met", error_messages=NO_DAY)

    def proposed(self, held: HelpRequest, on: dt.date) -> dict[str, object]:
        """Little, and for six weeks."""
        return {"parts": list(TO_BEGIN_WITH), "until": f"{workdays.after(on, 30):%d-%m-%Y}"}

    def clean_until(self) -> dt.date:
        """A last day from today to a year from now."""
        until: dt.date = self.cleaned_data["until"]
        if not self.on <= until <= self.on + guests.LONGEST:
            raise forms.ValidationError("Kies een dag vanaf vandaag, en niet verder weg dan een jaar.")
        return until

    def act(self, sent: acts.Form) -> None:
        """Invited."""
        said = self.cleaned_data
        guests.invite(sent, said["who"], role=said["role"], parts=said["parts"], until=said["until"])


class UninviteForm(DeskForm):
    """Somebody looks along no more."""

    name = "uninvite"
    done = "Deze persoon kijkt niet meer mee."
    guarded = False

    guest = forms.UUIDField(widget=forms.HiddenInput)

    def act(self, sent: acts.Form) -> None:
        """Ended."""
        guests.uninvite(sent, self.cleaned_data["guest"])


class ConsultForm(DeskForm):
    """A colleague is asked for advice."""

    name = "consult"
    summary = "Vraag een collega om raad"
    button = "Vraag om raad"
    before = (
        "U blijft de vraag vasthouden. Uw collega ziet alleen wat u hier schrijft. "
        "Het antwoord komt hier terug. De bewoner kan beide lezen.",
    )
    done = "Uw vraag ligt bij uw collega. Hoort u niets, dan krijgt u een alarm."
    guarded = False

    who = SomebodyField(
        max_length=254,
        label="Wie vraagt u?",
        help_text="De hele naam of het e-mailadres.",
        error_messages={"required": "Typ een naam of e-mailadres."},
    )
    words = forms.CharField(
        max_length=acts.LONGEST,
        widget=forms.Textarea,
        label="Uw vraag",
        help_text="Schrijf niet meer over de bewoner dan nodig is.",
        error_messages={"required": "Schrijf uw vraag."},
    )

    def act(self, sent: acts.Form) -> None:
        """Asked; the holder stays."""
        consulting.consult(sent, self.cleaned_data["who"], self.cleaned_data["words"])


class DirectForm(DeskForm):
    """The case director."""

    name = "direct"
    summary = "Kies de regisseur"
    button = "Dit is de regisseur"
    before = (
        "De regisseur houdt alles bij elkaar, ook met andere organisaties. De bewoner ziet wie het is.",
    )
    done = "De regisseur is gekozen. De bewoner ziet wie het is."
    guarded = False

    who = forms.ChoiceField(label="Wie?", error_messages={"required": "Kies iemand."})

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        # Looked up only when the form is shown or sent.
        self.fields["who"].choices = self._people  # type: ignore[attr-defined]  # a ChoiceField has choices

    def _people(self) -> list[tuple[str, str]]:
        people = guests.around(self.held, on=self.on).values()
        return [(str(one.pk), f"{one.display_name} ({one.organisation})") for one in people]

    def act(self, sent: acts.Form) -> None:
        """Chosen."""
        guests.direct(sent, UUID(self.cleaned_data["who"]))


class NoteForm(DeskForm):
    """A guest writes something."""

    name = "note"
    summary = "Schrijf iets"
    button = "Verstuur"
    before = ("De bewoner en de vaste mensen lezen dit.",)
    done = "Uw bericht staat erbij."
    guarded = False

    words = forms.CharField(
        max_length=acts.LONGEST,
        widget=forms.Textarea,
        label="Uw bericht",
        error_messages={"required": "Schrijf eerst een bericht."},
    )

    def act(self, sent: acts.Form) -> None:
        """Seen at once."""
        guests.write(sent, self.cleaned_data["words"])


class AdviseForm(NoteForm):
    """A colleague answers."""

    name = "advise"
    summary = "Geef antwoord"
    button = "Verstuur uw antwoord"
    before = ("Uw antwoord komt bij de vaste mensen. De bewoner kan het ook lezen.",)
    done = "Uw antwoord staat bij de hulpvraag."

    def act(self, sent: acts.Form) -> None:
        """Answered."""
        consulting.advise(sent, self.cleaned_data["words"])


BESIDE: dict[str, type[DeskForm]] = {form.name: form for form in (NoteForm, AdviseForm, UninviteForm)}
"""What somebody can do who only stands beside a request. A sub-app adds its own with `add_beside`."""


def add_beside(form: type[DeskForm]) -> None:
    """Let a guest send this form from their page; the act asks whether it is theirs."""
    BESIDE[form.name] = form


add(InviteForm, UninviteForm, ConsultForm, DirectForm)
