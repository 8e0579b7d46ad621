"""What professionals fill in about the buffer. Every fault stands beside its field; what was typed stays.

Takes   a form as it was sent.
Gives   amounts in euro cents, an account, a reason; or the faults, in Dutch.
Knows   nothing of who may do it.
"""

from typing import Any

from django import forms
from django.http import QueryDict

from houvast.language.api import NotAnAmount, amount
from houvast.money import sepa
from houvast.money.models import Quiet, Way
from houvast.money.quiet import LONGEST
from houvast.people.api import Professional, Team

MOST = 100_000_000
"""A million euros, in cents: more is a slip of the finger."""


class CentsField(forms.CharField):
    """An amount as people write it (150 or 1.234,50), as euro cents."""

    def __init__(self, *, required: bool = True, label: str = "", help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=20,
            required=required,
            error_messages={"required": "Vul een bedrag in, bijvoorbeeld 150."},
        )

    def clean(self, value: Any) -> int:
        """Cents; 0 when it may stay empty and does."""
        typed = super().clean(value)
        if not typed:
            return 0
        try:
            cents = amount(typed) * 100
        except NotAnAmount as fault:
            raise forms.ValidationError("Dit is geen bedrag. Schrijf bijvoorbeeld 150 of 37,50.") from fault
        if cents.denominator != 1 or not 0 <= cents <= MOST:
            raise forms.ValidationError("Dit bedrag kan niet. Schrijf bijvoorbeeld 150 of 37,50.")
        return int(cents)


class IbanField(forms.CharField):
    """An account number, with its check digits checked."""

    def __init__(self, *, required: bool = True, label: str = "", help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=50,
            required=required,
            error_messages={"required": "Vul het rekeningnummer in (IBAN)."},
        )

    def clean(self, value: Any) -> str:
        """Without spaces; empty when it may stay empty and does."""
        typed = super().clean(value)
        try:
            return sepa.read_iban(typed) if typed else ""
        except sepa.NotAnIban as fault:
            raise forms.ValidationError("Dit nummer kan niet bestaan. Kijk het na met de bewoner.") from fault


class Form(forms.Form):
    """With what the summary of faults needs."""

    def faults(self) -> list[dict[str, str]]:
        """The id of each field, and what to mend."""
        return [
            {"field": self.add_prefix(name), "text": str(texts[0])} for name, texts in self.errors.items()
        ]


class AccountForm(Form):
    """Another account for a payment that was sent back."""

    receiver = forms.CharField(
        max_length=70, error_messages={"required": "Vul de naam in zoals op de bankpas."}
    )
    iban = IbanField()


OTHER_WAYS = [(way.value, way.label) for way in (Way.CASH, Way.VOUCHER)]


class InsteadForm(Form):
    """How somebody gets it after all whose account does not work."""

    way = forms.ChoiceField(
        choices=OTHER_WAYS,
        error_messages={"required": "Kies contant of een bon."},
    )


class SendBackForm(Form):
    """What is wrong with a payment."""

    words = forms.CharField(max_length=500, error_messages={"required": "Schrijf wat er niet klopt."})


class BankAnswerForm(Form):
    """The file in which a bank says what became of a payment file."""

    file = forms.FileField(
        max_length=255,
        error_messages={
            "required": "Kies het bestand van de bank. Het is hoogstens 2 MB.",
            "empty": "Dit bestand is leeg.",
            "max_length": "De naam van dit bestand is te lang.",
        },
    )


class QuietForm(Form):
    """Why nothing was granted for two months."""

    because = forms.ChoiceField(
        choices=Quiet.Because.choices, error_messages={"required": "Kies wat het meest klopt."}
    )
    words = forms.CharField(
        max_length=LONGEST, error_messages={"required": "Leg het uit in een paar woorden, zonder namen."}
    )


class BudgetForm(Form):
    """What a team can grant in a year."""

    team = forms.ModelChoiceField(Team.objects.none(), error_messages={"required": "Kies een team."})
    year = forms.IntegerField(min_value=2020, max_value=2100, error_messages={"required": "Vul een jaar in."})
    amount = CentsField()

    def __init__(self, teams: Any, data: QueryDict | None = None, *, year: int) -> None:
        super().__init__(data, prefix="budget", initial={"year": year})
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]  # django-stubs: fields are of the base class


class MandateForm(Form):
    """What somebody may do."""

    professional = forms.ModelChoiceField(
        Professional.objects.none(), error_messages={"required": "Kies iemand."}
    )
    most_per_grant = CentsField(required=False)
    most_per_month = CentsField(required=False)
    may_release = forms.BooleanField(required=False)

    def __init__(self, people: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="mandaat")
        self.fields["professional"].queryset = people  # type: ignore[attr-defined]  # as above
