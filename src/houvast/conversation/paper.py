"""The question on paper: an accessible PDF (PDF/UA-1) in the reader's language.

Takes   a story, its fuse box, a language and a day.
Gives   the bytes of a PDF with the story, the amounts and what to bring.
Knows   nothing of requests. typst refuses to write a document that breaks the rules of PDF/UA.
"""

import datetime as dt
import functools
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language, get_language_info, gettext

from houvast.conversation import legible, qr, summary
from houvast.conversation.story import Story
from houvast.law.api import Situation
from houvast.people.api import in_groups
from houvast.rights.api import FuseBox, Said, Switch, corpus, said
from houvast.ui.api import date_in_words, euro_text, speaking

HERE = Path(__file__).parent
NOTHING = ("Niets", "U hoeft niets", "U stuurt niets")
"""How the laws say that a scheme needs no papers."""
SHOWN = ("on", "arranging", "waiting", "unknown")


def pdf(story: Story, box: FuseBox, *, language: str, on: dt.date) -> bytes:
    """The document. Raises `typst.TypstError` rather than giving a PDF that a screen reader cannot read."""
    with speaking(language):
        page = json.dumps(_page(story, box, language, on), ensure_ascii=False)
    document: bytes = _compiler().compile(format="pdf", sys_inputs={"page": page}, pdf_standards=["ua-1"])
    return document


@functools.cache
def _compiler() -> Any:
    return typst.Compiler(str(HERE / "paper.typ"), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True)


def _page(story: Story, box: FuseBox, language: str, on: dt.date) -> dict[str, Any]:
    kept = story.kept
    return {
        "lang": language,
        "rtl": get_language_info(language)["bidi"],
        "title": gettext("Mijn vraag"),
        "intro": gettext("Gemaakt op %(day)s. Neem dit mee naar het gesprek.") % {"day": date_in_words(on)},
        "code": in_groups(kept.code) if kept else None,
        "code_title": gettext("Mijn code"),
        "code_hint": gettext("Met deze code vindt u uw vraag terug. Laat de code aan niemand anders zien."),
        "qr": qr.svg(kept.code) if kept else "",
        "qr_alt": gettext("De code als plaatje voor de camera van een telefoon"),
        "reference": gettext("Nummer om te noemen aan de telefoon: %(number)s")
        % {"number": f"\u2066{kept.reference}\u2069"}
        if kept
        else "",
        "understood_title": gettext("Dit heeft u verteld"),
        "understood": [_legible(line) for line in summary.lines(story, on=on)],
        "amounts_title": gettext("Dit is er misschien voor u"),
        "amounts_head": [gettext("Regeling"), gettext("Hoe staat het?"), gettext("Bedrag")],
        "amounts": [_row(switch) for switch in box.switches if switch.state in SHOWN],
        "amounts_note": gettext("Dit is een berekening, geen besluit. De instantie die betaalt, beslist."),
        "bring_title": gettext("Neem dit mee, als u het heeft"),
        "bring": [{"text": line.text, "lang": line.language} for line in _to_bring(story, box)],
        "human_title": gettext("Liever met een mens praten?"),
        "human": gettext("Bel"),
        "phone": settings.CONFIG.phone,
    }


def _to_bring(story: Story, box: FuseBox) -> list[Said]:
    return bring(box, about=story.topics, told=anything_told(story.situation))


def _legible(line: summary.Line) -> str:
    """A line without signs that our fonts lack; of a whole other script we say that it is kept, not on
    paper.
    """
    drawn = legible.on_paper(line.as_text())
    return drawn or gettext(
        "%(what)s: dit papier kan uw schrift niet tonen. Uw woorden zijn wel bewaard."
    ) % {"what": legible.on_paper(line.term) or gettext("Een antwoord")}


def _row(switch: Switch) -> dict[str, str]:
    state = {
        "on": gettext("Staat aan"),
        "arranging": gettext("Wij regelen het"),
        "waiting": gettext("Ligt klaar voor u"),
        "unknown": gettext("Weten we nog niet"),
    }[switch.state]
    return {"title": switch.title, "state": state, "amount": amount_in_words(switch)}


def amount_in_words(switch: Switch) -> str:
    """An amount with its period as plain text; unknown in words, never as zero."""
    if not switch.has_amount:
        return gettext("geen bedrag")
    per = {"month": gettext("per maand"), "quarter": gettext("per kwartaal"), "year": gettext("per jaar")}
    period = per.get(switch.period, "")
    if switch.amount is not None:
        return f"{euro_text(switch.amount)} {period}"
    if switch.high is not None:
        return f"{gettext('hoogstens')} {euro_text(switch.high)} {period}"
    return gettext("bedrag nog niet bekend")


def bring(box: FuseBox, *, about: Collection[str], told: bool) -> list[Said]:
    """What to take along: something that says who you are, what the schemes that somebody asks about need,
    and, when facts were `told`, what those need that fit them. Each once.

    A scheme that is only not yet excluded adds nothing: before the questions that would be nearly all.
    """
    lines = [Said(gettext("Uw paspoort, identiteitskaart of verblijfspas"), get_language() or "nl")]
    asked = [switch for switch in box.switches if switch.scheme in about and switch.state != "off"]
    waiting = [switch for switch in box.switches if told and switch.state == "waiting"]
    for switch in (*asked, *waiting):
        evidence = corpus().laws[switch.scheme].getting_it.get("evidence") or ()
        lines += [said(line) for line in evidence if not line["nl"].startswith(NOTHING)]
    return list(dict.fromkeys(lines))


def anything_told(situation: Situation) -> bool:
    """Whether a fact of the household or of somebody in it is known."""
    return bool(situation.household) or any(person.facts for person in situation.persons)
