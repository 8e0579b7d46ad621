"""What a counsellor fills in to grant money at once. Dutch only.

Takes   the form as it was sent.
Gives   what `money` grants; or the faults beside their fields, and what was typed stays.
Knows   nothing of who may.
"""

import secrets
from typing import Any

from django import forms
from django.http import QueryDict

from houvast.casework.acts import LONGEST as MESSAGE
from houvast.casework.desk.form import ShownForm
from houvast.money import api as money

LONGEST = min(2_000, MESSAGE)
BANK = money.Way.BANK.value


class GrantForm(ShownForm):
    """ "Geef geld uit de noodbuffer". Its token makes it one grant."""

    name = "grant"
    button = "Geef dit geld"

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    amount = money.CentsField(label="Hoeveel?", help_text="In euro. Bijvoorbeeld 150 of 37,50.")
    reason = forms.ChoiceField(choices=money.Reason.choices, label="Waarvoor?")
    words = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea,
        label="Waarom nu?",
        help_text="Een collega leest dit bij het vrijgeven. De bewoner kan het ook lezen.",
        error_messages={
            "required": "Leg uit waarom dit nu nodig is.",
            "max_length": f"Maak dit korter dan {LONGEST} tekens.",
        },
    )
    way = forms.ChoiceField(choices=money.Way.choices, label="Hoe krijgt de bewoner het?")
    receiver = forms.CharField(
        max_length=70,
        required=False,
        label="Naam op de bankpas",
        help_text="Vraag het de bewoner. Alleen nodig voor een bankrekening.",
    )
    iban = money.IbanField(
        required=False, label="Rekeningnummer (IBAN)", help_text="Alleen nodig voor een bankrekening."
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=self.name, initial={"token": secrets.token_urlsafe(18)})

    def clean(self) -> dict[str, Any]:
        """A payment to a bank needs a name and an account."""
        said = super().clean() or {}
        if said.get("way") == BANK:
            if not any(sign.isalpha() for sign in said.get("receiver", "")):
                self.add_error("receiver", "Vul de naam in zoals op de bankpas.")
            if not said.get("iban") and "iban" not in self.errors:
                self.add_error("iban", "Vul het rekeningnummer in, of kies contant of een bon.")
        return said

    def need(self) -> money.Need:
        """What was filled in. Only after `is_valid`."""
        said = self.cleaned_data
        way = money.Way(said["way"])
        account = money.Account(name=said["receiver"], iban=said["iban"]) if way is money.Way.BANK else None
        return money.Need(
            cents=said["amount"],
            reason=money.Reason(said["reason"]),
            explanation=said["words"],
            way=way,
            account=account,
        )

    def faults(self) -> list[dict[str, str]]:
        """For the summary on top: the id of the field, and what to mend."""
        return [
            {"field": self.add_prefix(name), "text": str(texts[0])} for name, texts in self.errors.items()
        ]
