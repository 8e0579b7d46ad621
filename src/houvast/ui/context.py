"""What every page may say about the house itself.

Takes   a request.
Gives   `ui` in each template: language, the phone number, demo or not.
Knows   nothing of the person who looks.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from houvast.ui.languages import Language, current


@dataclass(frozen=True)
class House:
    """The same for everybody who looks at this page in this language."""

    language: Language
    phone: str
    demo: bool
    here: str


def page(request: HttpRequest) -> dict[str, House]:
    """The context processor. `here` is where the language switch returns to: a GET of this same address."""
    return {
        "ui": House(
            language=current(),
            phone=settings.CONFIG.phone,
            demo=not settings.CONFIG.production,
            here=request.get_full_path(),
        )
    }
