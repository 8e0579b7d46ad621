"""How somebody wants to hear from us, as they fill it in.

Takes   a form as it was sent, and the addresses that are known.
Gives   an address per chosen channel; or what to mend, in the reader's language.
Knows   nothing of the outbox.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from houvast.casework.post.models import Channel
from houvast.casework.post.numbers import NotForSms, for_sms

NO_MAIL = _("Dit is geen e-mailadres. Kijk of er niets ontbreekt.")
NO_SMS = _("Naar dit nummer kan geen sms. Vul een mobiel nummer in, dat begint met 06.")
NO_LETTER = _("Vul uw straat, huisnummer, postcode en plaats in.")


class WishForm(forms.Form):
    """Which channels, and the address of each that was chosen."""

    channels = forms.MultipleChoiceField(required=False)
    mail = forms.CharField(max_length=200, required=False)
    sms = forms.CharField(max_length=30, required=False)
    letter = forms.CharField(max_length=300, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        known: Mapping[Channel, str],
        wanted: frozenset[Channel],
        sms: bool,
    ) -> None:
        initial = {"channels": sorted(wanted), **{str(each): text for each, text in known.items()}}
        super().__init__(data, initial=initial)
        self.offered = [each for each in Channel if sms or each is not Channel.SMS]
        field = self.fields["channels"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(each.value, each.label) for each in self.offered]

    def clean(self) -> dict[str, Any]:
        """Only what was chosen needs an address that works."""
        said = super().clean() or {}
        chosen = said.get("channels", [])
        if Channel.MAIL in chosen and not _is_mail(said.get("mail", "")):
            self.add_error("mail", NO_MAIL)
        if Channel.SMS in chosen and not _is_mobile(said.get("sms", "")):
            self.add_error("sms", NO_SMS)
        if Channel.LETTER in chosen and len(said.get("letter", "").split()) < 4:
            self.add_error("letter", NO_LETTER)
        return said

    def addresses(self) -> dict[Channel, str]:
        """The address of every chosen channel. Only after `is_valid`."""
        chosen = self.cleaned_data["channels"]
        return {each: self.cleaned_data[each.value].strip() for each in self.offered if each.value in chosen}

    def faults(self) -> list[dict[str, str]]:
        """For the summary on top: the id of the field, and what to mend."""
        return [{"field": name, "text": str(texts[0])} for name, texts in self.errors.items()]


def _is_mail(text: str) -> bool:
    try:
        forms.EmailField().clean(text)
    except forms.ValidationError:
        return False
    return True


def _is_mobile(text: str) -> bool:
    try:
        for_sms(text)
    except NotForSms:
        return False
    return True
