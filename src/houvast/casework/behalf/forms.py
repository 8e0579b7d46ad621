"""The form with which a mandate is given, and the one of a court's decision.

Takes   a form as it was sent, and the day.
Gives   `Terms` for people; or what to mend. What was typed stays.
Knows   nothing of requests.
"""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from houvast.people.api import COURT, PARTS, MandateKind, Terms

WRITTEN = ["%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%Y-%m-%d"]
NO_DAY = _("Dit is geen dag. Schrijf bijvoorbeeld 3-12-2026.")
GIVEN = [kind for kind in MandateKind.values if kind not in COURT]


class GiveForm(forms.Form):
    """ "Iemand mag dit namens mij"."""

    kinds: ClassVar[list[str]] = GIVEN

    soort = forms.ChoiceField(error_messages={"required": _("Kies wie het is.")})
    naam = forms.CharField(max_length=60, required=False)
    mag = forms.MultipleChoiceField(choices=[(part, part) for part in PARTS], required=False)
    tot_en_met = forms.DateField(input_formats=WRITTEN, required=False, error_messages={"invalid": NO_DAY})

    def __init__(self, data: QueryDict | None = None, *, on: dt.date) -> None:
        super().__init__(data)
        self.on = on
        self.fields["soort"].choices = [(kind, kind) for kind in self.kinds]  # type: ignore[attr-defined]  # of a ChoiceField

    def clean_tot_en_met(self) -> dt.date | None:
        """A last day is not in the past."""
        day: dt.date | None = self.cleaned_data["tot_en_met"]
        if day is not None and day < self.on:
            raise forms.ValidationError(_("Deze dag is voorbij. Kies vandaag of later."))
        return day

    def terms(self) -> Terms:
        """What was filled in. Only after `is_valid`."""
        said = self.cleaned_data
        return Terms(
            kind=said["soort"],
            parts=frozenset({"look", *said["mag"]}),
            begins_on=said.get("vanaf") or self.on,
            ends_on=said["tot_en_met"],
            court_reference=said.get("zaak", ""),
        )

    def faults(self) -> list[dict[str, str]]:
        """For the summary on top of the page."""
        return [{"field": name, "text": str(texts[0])} for name, texts in self.errors.items()]


class CourtForm(GiveForm):
    """A court's decision, as a professional saw it; or a colleague who asks to act."""

    kinds: ClassVar[list[str]] = list(MandateKind.values)

    zaak = forms.CharField(max_length=60, required=False)
    vanaf = forms.DateField(input_formats=WRITTEN, required=False, error_messages={"invalid": NO_DAY})
    collega = forms.EmailField(required=False, error_messages={"invalid": "Dit is geen e-mailadres."})

    def clean(self) -> dict[str, Any]:
        """A court's decision has a reference; who asks to act works somewhere that is known here."""
        said = self.cleaned_data
        if said.get("soort") in COURT and not said.get("zaak", "").strip():
            self.add_error("zaak", "Vul het zaaknummer van de rechter in.")
        if said.get("soort") and said["soort"] not in COURT and not said.get("collega"):
            self.add_error("collega", "Vul het e-mailadres in waarmee deze persoon hier inlogt.")
        if said.get("vanaf") and said.get("tot_en_met") and said["tot_en_met"] < said["vanaf"]:
            self.add_error("tot_en_met", "De laatste dag ligt voor de eerste.")
        return said
