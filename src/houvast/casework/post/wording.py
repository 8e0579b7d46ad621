"""The words of one message, in the receiver's language.

Takes   a row of the outbox and a language.
Gives   subject, text, html and the short form for a phone.
Knows   nothing of addresses. What a message can say stands in `kinds.py`.
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, gettext

from houvast.casework.post.channels import Outgoing
from houvast.casework.post.kinds import Kind, kind_of
from houvast.casework.post.models import Message
from houvast.ui.api import date_in_words, speaking

CHANGE_WISHES = "/volg/berichten/"


def outgoing(message: Message, *, to: str, language: str, calendar: str = "") -> Outgoing:
    """Everything that leaves."""
    with speaking(language):
        said = words_of(message, language=language)
        return Outgoing(
            to=to,
            language=language,
            subject=said["subject"],
            text=render_to_string("casework/post/mail.txt", said),
            html=render_to_string("casework/post/mail.html", said),
            short=f"{said['subject']}. {said['link_words']}: {said['link']}",
            message_id=message.message_id,
            calendar=calendar,
        )


def words_of(message: Message, *, language: str) -> dict[str, Any]:
    """What the templates of mail and letter build on; inside `speaking(language)`."""
    kind = kind_of(message.kind)
    figures = {
        "day": date_in_words(message.day, "day") if message.day else "",
        "time": f"{message.time:%H.%M}" if message.time else "",
    }
    return {
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "subject": _said(kind, kind.subject, figures),
        "lines": [_said(kind, line, figures) for line in kind.lines],
        "link": settings.CONFIG.site + _path(message, kind),
        "link_words": _said(kind, kind.link, figures),
        "reference": message.reference,
        "phone": settings.CONFIG.phone,
        "staff": kind.staff,
        "wishes": settings.CONFIG.site + CHANGE_WISHES,
    }


def _said(kind: Kind, words: str, figures: dict[str, str]) -> str:
    return (words if kind.staff else gettext(words)) % figures


def _path(message: Message, kind: Kind) -> str:
    """The pages of casework; an address of ours that never changes, so it stands here as text."""
    if kind.name == "staff-alarm" and not message.request_id:
        return "/werk/alarmen/"
    if kind.name == "staff-bank":
        return "/werk/buffer/"
    if kind.staff:
        return f"/werk/hulpvraag/{message.request_id}/" if message.request_id else "/werk/"
    return f"/volg/{message.request_id}/" if message.request_id else "/volg/"
