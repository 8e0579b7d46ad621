"""The pages of answers: ask, read, and look up a word.

Takes   words in a form, or a topic in the address.
Gives   pages and JSON that need no sign-in and keep nothing.
Knows   nothing of who asks: nothing here is about a person, so nothing is logged. A question without an
        answer is counted by its official words alone (`unanswered.py`).
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from houvast.answers import general, hearing, unanswered, wording, words
from houvast.answers.composed import NoAnswer, scheme_answer
from houvast.language.api import Topic, TopicKind, answer, danger_to_ask, dangers, one_turn
from houvast.people.api import Request

MOST_SIGNS = 400
VERSION = "houvast-answers/1"


@require_GET
@one_turn()
def ask(request: Request) -> HttpResponse:
    """A question on schemes, rules or letters: the page about it, or a few to choose from."""
    typed = request.GET.get("v", "").strip()[:MOST_SIGNS]
    if not typed:
        return render(request, "answers/ask.html", {"typed": "", "topics": [], "dangers": []})
    feared = dangers(typed)
    guess = hearing.guess(typed, language=get_language() or "nl", on=request.today)
    if guess.sure and not feared:
        return redirect(page_of(guess.about[0]))
    if not guess.about and not feared:
        unanswered.note(typed, language=get_language() or "nl", on=request.today)
    shown = [{"title": hearing.title(topic), "page": page_of(topic)} for topic in guess.about]
    context = {
        "typed": typed,
        "topics": shown,
        "dangers": [
            answer(danger.kind, get_language() or "nl", city_phone=settings.CONFIG.phone) for danger in feared
        ],
        "to_ask": danger_to_ask(typed),
        "asks": wording.host(),
    }
    return render(request, "answers/ask.html", context)


@require_GET
def topic(request: Request, name: str) -> HttpResponse:
    """The answer on a scheme or a general topic; a life event has its own page."""
    found = hearing.topic_called(name)
    if found is None:
        raise Http404
    if found.kind is TopicKind.SCHEME:
        return _scheme(request, found)
    told = general.told(name)
    if told is None:
        return redirect(page_of(found))
    onward = [{"title": hearing.title(other), "page": page_of(other)} for other in told.onward]
    context = {
        "title": hearing.title(found),
        "lines": told.lines,
        "onward": onward,
        "day": told.checked_on,
        "other": reverse("answers:other-words", args=[name]) if wording.host() else "",
    }
    return render(request, "answers/topic.html", context)


def _scheme(request: Request, found: Topic) -> HttpResponse:
    """With the values of today; where nobody checked today, the page that tells how to get it."""
    try:
        answer = scheme_answer(found.name, on=request.today)
    except NoAnswer:
        return redirect("scheme-guide", found.name)
    other = reverse("answers:other-words", args=[found.name]) if wording.host() else ""
    context = {"title": hearing.title(found), "answer": answer, "other": other}
    return render(request, "answers/scheme.html", context)


@require_GET
def as_json(request: Request, name: str) -> JsonResponse:
    """A general topic as JSON, in Dutch, with its articles."""
    told = general.told(name)
    if told is None:
        raise Http404
    return JsonResponse(_content(told))


@require_GET
def glossary(request: Request) -> HttpResponse:
    """Official words, explained."""
    typed = request.GET.get("v", "").strip()[:MOST_SIGNS]
    found = words.words_with(typed, get_language() or "nl")
    context = {"typed": typed, "words": found, "letters": words.letters()}
    return render(request, "answers/words.html", context)


def page_of(topic: Topic) -> str:
    """The address of the page about a topic."""
    match topic.kind:
        case TopicKind.LIFE_EVENT:
            return reverse("life-event", args=[topic.name])
        case TopicKind.SCHEME | TopicKind.GENERAL:
            return reverse("answers:topic", args=[topic.name])


def _content(told: general.Told) -> dict[str, Any]:
    return {
        "version": VERSION,
        "id": told.topic.name,
        "title": dict(told.topic.title),
        "says": [{"nl": line.says.text, "article": line.article or None} for line in told.lines],
        "next": [other.name for other in told.onward],
        "checkedOn": _day(told.checked_on),
    }


def _day(day: dt.date) -> str:
    return day.isoformat()
