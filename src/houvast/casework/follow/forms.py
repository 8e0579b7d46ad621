"""What a resident fills in on the track-and-trace page.

Takes   a form as it was sent.
Gives   a code or a message; or what to mend, in the reader's language.
Knows   nothing of requests.
"""

import secrets

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from houvast.casework.acts import LONGEST


class SaidForm(forms.Form):
    """A message, or the word that it is (not) solved. Its token makes it happen once."""

    token = forms.CharField(max_length=64)
    woorden = forms.CharField(
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": _("Uw bericht is te lang. Wilt u het korter maken?")},
    )

    def __init__(self, data: QueryDict | None = None, *, needs_words: bool = False) -> None:
        super().__init__(data, initial={"token": secrets.token_urlsafe(18)})
        self.fields["woorden"].required = needs_words
        self.fields["woorden"].error_messages["required"] = _("Schrijf eerst een bericht.")

    def faults(self, what: str) -> list[dict[str, str]]:
        """For the summary on top: the id of the field in the form `what`, and what to mend."""
        return [{"field": f"{what}-woorden", "text": str(text)} for text in self.errors.get("woorden", [])]
