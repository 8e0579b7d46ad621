"""The purposes and kinds in the log, in the reader's language: `{% load casework_words %}`.

Takes   a purpose or kind as the ledger keeps it, in Dutch.
Gives   the same in the reader's language; what is not in the list stays Dutch, because it is what was
written.
Knows   nothing of who looked.
"""

from django import template
from django.utils.translation import gettext

register = template.Library()


def N_(text: str) -> str:  # noqa: N802 - the name by which the gatherer of messages knows it
    """Marks a text for the translators."""
    return text


KNOWN = frozenset(
    {
        N_("uw vraag bewaren"),
        N_("u helpen met uw vraag"),
        N_("werklijst van uw hulpverlener"),
        N_("binnenkomen met uw code"),
        N_("uw gegevens bijhouden"),
        N_("geweigerd: mag deze vraag niet zien"),
        N_("hulpvraag"),
        N_("feiten"),
        N_("naam"),
    }
)


@register.filter
def in_the_log(words: str) -> str:
    """The same words in the reader's language."""
    return gettext(words) if words in KNOWN else words
