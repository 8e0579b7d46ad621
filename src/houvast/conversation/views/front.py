"""The front door: what do you need; danger first; and that we heard it.

Takes   own words or a picture.
Gives   a new story, or the answer to a danger straight away. Danger is answered without any storage.
Knows   nothing of the questions that follow.
"""

import dataclasses
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from houvast.answers import api as hearing
from houvast.conversation import drafts
from houvast.conversation.story import Story
from houvast.conversation.topics import DANGER_WORDS, TOPICS, topic_with
from houvast.conversation.topics import heard as recognition
from houvast.conversation.views.doors import with_story
from houvast.language.api import Answer, Kind, Topic, answer, dangers
from houvast.people.api import Request

MOST_WORDS = 4000
NO_TOPIC = "-"
"""What the question is about when the visitor says: something else."""
SHOWN_DANGERS = (Kind.FOOD, Kind.SHELTER, Kind.EVICTION, Kind.CUT_OFF, Kind.VIOLENCE, Kind.SUICIDE)


@require_http_methods(["GET", "HEAD", "POST"])
def front(request: Request) -> HttpResponse:
    """ "Wat heeft u nodig?" Words, a picture, or both; a danger in the words goes before everything."""
    if request.method != "POST":
        return _front(request, words="")
    words, topic = request.POST.get("woorden", "").strip(), request.POST.get("onderwerp", "")
    if len(words) > MOST_WORDS:
        text = gettext("Dit is te lang voor dit vak. Vertel het in hoogstens %(most)d tekens.") % {
            "most": MOST_WORDS
        }
        return _front(request, words=words, error=text)
    chosen = topic_with(topic)
    if not words and chosen is None:
        return _front(request, words=words, error=gettext("Vertel iets, of kies een plaatje hieronder."))
    found = tuple(danger.kind.value for danger in dangers(words))
    guess = hearing.guess(words, language=get_language() or "nl", on=request.today)
    about = guess.about[0].name if guess.sure else ""
    story = Story(words=words, topic=chosen.value if chosen else "", about=about, dangers=found)
    response = redirect("conversation:emergencies" if found else "conversation:heard")
    drafts.forget(request, response)
    drafts.begin(story, at=request.now, response=response)
    return response


@require_GET
def emergency(request: Request, kind: str) -> HttpResponse:
    """The answer to one danger, chosen on the front page. Needs no story and no storage."""
    if kind not in set(Kind):
        raise Http404
    return render(request, "conversation/emergency.html", {"answers": [_answer(Kind(kind))], "told": False})


@require_GET
@with_story
def emergencies(request: Request, story: Story) -> HttpResponse:
    """The answers to the dangers that somebody's own words may speak of."""
    if not story.dangers:
        return redirect("conversation:heard")
    answers = [_answer(Kind(danger)) for danger in story.dangers]
    return render(request, "conversation/emergency.html", {"answers": answers, "told": True})


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def heard(request: Request, story: Story) -> HttpResponse:
    """That we heard it, what we think it is about, and what comes now.

    POST: "this was no emergency", or what the question is about; the words stay as they are.
    """
    if request.method == "POST":
        about = request.POST.get("over")
        if about is None:
            drafts.change(request, lambda told: dataclasses.replace(told, dangers=()))
        else:
            name = about if hearing.topic_called(about) else NO_TOPIC
            drafts.change(request, lambda told: dataclasses.replace(told, about=name))
        return redirect("conversation:heard")
    chosen = topic_with(story.topic)
    context = {
        "sentence": recognition(story.topic, story.dangers),
        "words": story.words,
        "topic": chosen.label if chosen else "",
        **_about(request, story),
    }
    return render(request, "conversation/heard.html", context)


def _about(request: Request, story: Story) -> dict[str, Any]:
    """What the question is about, when that was said or is nearly certain; else a few to choose from."""
    if story.about:
        topic = hearing.topic_called(story.about)
        return {"about": _shown(topic) if topic else None}
    found = hearing.guess(story.words, language=get_language() or "nl", on=request.today)
    return {"choices": [_shown(topic) for topic in found.about]}


def _shown(topic: Topic) -> dict[str, str]:
    """A topic with its title, and the page about it."""
    return {
        "value": topic.name,
        "title": hearing.title(topic),
        "page": hearing.page_of(topic),
    }


def _front(request: Request, *, words: str, error: str = "") -> HttpResponse:
    context = {
        "words": words,
        "error": error,
        "errors": [{"field": "woorden", "text": error}] if error else [],
        "topics": TOPICS,
        "dangers": [(kind.value, DANGER_WORDS[kind]) for kind in SHOWN_DANGERS],
        "busy": not error and drafts.COOKIE in request.COOKIES and drafts.has_story(request),
    }
    return render(request, "conversation/front.html", context)


def _answer(kind: Kind) -> Answer:
    return answer(kind, get_language() or "nl", city_phone=settings.CONFIG.phone)
