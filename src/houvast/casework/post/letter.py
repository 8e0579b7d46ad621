"""A letter that says that there is news: an accessible PDF (PDF/UA-1) for a C5 or DL window envelope.

Takes   a row of the outbox, the receiver's name and address, a language and a day.
Gives   the bytes of one page; the address stands where the window is (NEN 1026: left, 4.5 cm from the top).
Knows   nothing of the outbox. typst refuses to write a document that a screen reader cannot read.
"""

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language_info, gettext

from houvast.casework.post import wording
from houvast.casework.post.models import Channel, Message
from houvast.casework.post.wishes import Addresses
from houvast.ui.api import date_in_words, speaking

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "conversation" / "fonts"
"""The house has its printed typefaces once."""


def pdf(message: Message, to: Addresses, *, language: str, on: dt.date) -> bytes:
    """The page. Raises `typst.TypstError` rather than giving one that a screen reader cannot read."""
    with speaking(language):
        said = wording.words_of(message, language=language)
        page = {
            "lang": language,
            "rtl": get_language_info(language)["bidi"],
            "address": [to.name, *to.by_channel[Channel.LETTER].splitlines()],
            "day": date_in_words(on),
            "subject": said["subject"],
            "greeting": gettext("We hopen dat het goed met u gaat."),
            "lines": said["lines"],
            "link_words": said["link_words"],
            "link": said["link"],
            "code": gettext("U komt binnen met uw code. Die sturen wij nooit mee."),
            "reference_words": gettext("Uw nummer voor aan de telefoon:"),
            "reference": message.reference,
            "call": gettext("Liever bellen?"),
            "phone": settings.CONFIG.phone,
        }
    sealed = json.dumps(page, ensure_ascii=False)
    document: bytes = _compiler().compile(format="pdf", sys_inputs={"page": sealed}, pdf_standards=["ua-1"])
    return document


@functools.cache
def _compiler() -> Any:
    return typst.Compiler(str(HERE / "letter.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True)
