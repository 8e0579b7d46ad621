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
from houvast.conversation.passing import said_in_passing
from houvast.conversation.story import Question, Story
from houvast.conversation.topics import DANGER_WORDS, TOPICS, topic_with
from houvast.conversation.topics import heard as recognition
from houvast.conversation.views.doors import with_story
from houvast.language.api import Answer, Kind, Topic, answer, danger_to_ask, dangers, one_turn
from houvast.people.api import Request

MOST_WORDS = 4000
NO_TOPIC = "-"
"""What the question is about when the visitor says: something else."""
SHOWN_DANGERS = (
    Kind.FOOD,
    Kind.MONEY,
    Kind.SHELTER,
    Kind.EVICTION,
    Kind.CUT_OFF,
    Kind.CARE,
    Kind.VIOLENCE,
    Kind.SUICIDE,
)


@require_http_methods(["GET", "HEAD", "POST"])
@one_turn()
def front(request: Request) -> HttpResponse:
    """ "Wat heeft u nodig?" Words, a picture, or both; a danger in the words goes before everything."""
    if request.method != "POST":
        return _front(request, words="")
    words, topic = _typed(request)
    error = _wrong_words(words, topic)
    if error:
        return _front(request, words=words, error=error)
    found = _dangers(words)
    about, several = _understood(request, words, danger=bool(found))
    story = Story(words=words, topic=topic, about=about, questions=several, dangers=found)
    response = redirect("conversation:emergencies" if found else "conversation:heard")
    drafts.forget(request, response)
    drafts.begin(story, at=request.now, response=response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
@one_turn()
def reword(request: Request, story: Story) -> HttpResponse:
    """Say it in other words, or choose another picture. Every answer that was given stays."""
    if request.method != "POST":
        return _reword(request, words=story.words, topic=story.topic)
    words, topic = _typed(request)
    error = _wrong_words(words, topic)
    if error:
        return _reword(request, words=words, topic=topic, error=error)

    def tell(told: Story) -> Story:
        if words == told.words:  # what the visitor said of these words stands: "this was no emergency"
            return dataclasses.replace(told, topic=topic)
        found = _dangers(words)
        about, several = _understood(request, words, danger=bool(found))
        return dataclasses.replace(
            told,
            words=words,
            topic=topic,
            about=about,
            questions=several,
            dangers=found,
            confirmed=tuple(each for each in told.confirmed if each in found),
        )

    changed = drafts.change(request, tell)
    if set(changed.dangers) - set(story.dangers):
        return redirect("conversation:emergencies")
    return redirect("conversation:summary" if story.people_told else "conversation:heard")


@require_GET
def emergency(request: Request, kind: str) -> HttpResponse:
    """The answer to one danger, chosen on the front page. Needs no story and no storage."""
    if kind not in set(Kind):
        raise Http404
    context = {"dangers": [{"answer": _answer(Kind(kind))}], "told": False}
    return render(request, "conversation/emergency.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def emergencies(request: Request, story: Story) -> HttpResponse:
    """The answers to the dangers that somebody's own words may speak of. POST: "yes, this is so now"."""
    if request.method == "POST":
        drafts.change(request, lambda told: _confirmed(told, request.POST.get("klopt", "")))
        return redirect("conversation:emergencies")
    if not story.dangers:
        return redirect("conversation:heard")
    heard_in_words = [
        {
            "answer": _answer(Kind(danger)),
            "says": DANGER_WORDS[Kind(danger)],
            "confirmed": danger in story.confirmed,
        }
        for danger in story.dangers
    ]
    return render(request, "conversation/emergency.html", {"dangers": heard_in_words, "told": True})


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def heard(request: Request, story: Story) -> HttpResponse:
    """That we heard it, what we think it is about, and what comes now.

    POST: "this was no emergency", or what the question is about; the words stay as they are.
    """
    if request.method == "POST":
        about = request.POST.get("over")
        if about is None:
            drafts.change(request, lambda told: _in_no_danger(request, told))
        else:
            changed = drafts.change(request, lambda told: _with_topic(told, about))
            if changed.about == NO_TOPIC != story.about:
                language = get_language() or "nl"
                hearing.note_unanswered(story.words, language=language, on=request.today)
        return redirect("conversation:heard")
    chosen = topic_with(story.topic)
    context = {
        "sentence": recognition(story.topic, story.dangers),
        "words": story.words,
        "topic": chosen.label if chosen else "",
        "to_ask": danger_to_ask(story.words),
        "passing": said_in_passing(story.words, on=request.today),
        **_about(request, story),
    }
    return render(request, "conversation/heard.html", context)


def _typed(request: Request) -> tuple[str, str]:
    """The words, and the picture: "" for anything that is none."""
    topic = request.POST.get("onderwerp", "")
    return request.POST.get("woorden", "").strip(), topic if topic_with(topic) else ""


def _wrong_words(words: str, topic: str) -> str:
    if len(words) > MOST_WORDS:
        return gettext("Dit is te lang voor dit vak. Vertel het in hoogstens %(most)d tekens.") % {
            "most": MOST_WORDS
        }
    if not words and not topic:
        return gettext("Vertel iets, of kies een plaatje hieronder.")
    return ""


def _dangers(words: str) -> tuple[str, ...]:
    return tuple(danger.kind.value for danger in dangers(words))


def _confirmed(told: Story, danger: str) -> Story:
    """Also this danger was said yes to; one that was not heard is none."""
    both = tuple(each for each in told.dangers if each == danger or each in told.confirmed)
    return dataclasses.replace(told, confirmed=both)


def _in_no_danger(request: Request, told: Story) -> Story:
    """ "Dit bedoelde ik niet": the questions stay, and wait as long as they would have without a danger."""
    calm = {each.about.name: each.urgency.value for each in _guess(request, told.words, safe=True).several}
    questions = tuple(
        dataclasses.replace(each, urgency=calm.get(each.about, each.urgency)) for each in told.questions
    )
    return dataclasses.replace(told, dangers=(), confirmed=(), questions=questions)


def _understood(request: Request, words: str, *, danger: bool) -> tuple[str, tuple[Question, ...]]:
    """What it is nearly certainly about, else ""; and the questions, when there are surely several.

    A danger stands beside the question: it is answered first, and takes nothing of the question away.
    """
    guess = _guess(request, words)
    if danger and not guess.several:
        guess = _guess(request, words, safe=True)
    several = tuple(Question(each.words, each.about.name, each.urgency.value) for each in guess.several)
    return guess.about[0].name if guess.sure and guess.about else "", several


def _guess(request: Request, words: str, *, safe: bool = False) -> hearing.Guess:
    return hearing.guess(words, language=get_language() or "nl", on=request.today, safe=safe)


def _with_topic(told: Story, about: str) -> Story:
    """The visitor's last word: one of several questions fewer, or what the one question is about."""
    if told.questions:
        left = tuple(each for each in told.questions if each.about != about)
        if len(left) == 1:
            return dataclasses.replace(told, questions=(), about=left[0].about)
        return dataclasses.replace(told, questions=left)
    return dataclasses.replace(told, about=about if hearing.topic_called(about) else NO_TOPIC)


def _about(request: Request, story: Story) -> dict[str, Any]:
    """What the question is about, when that was said or is nearly certain; else a few to choose from."""
    if story.questions:
        asked = [(each, hearing.topic_called(each.about)) for each in story.questions]
        return {"several": [{**_shown(topic), "words": each.words} for each, topic in asked if topic]}
    if story.about:
        topic = hearing.topic_called(story.about)
        return {"about": _shown(topic) if topic else None}
    found = _guess(request, story.words, safe=not story.dangers)
    return {"choices": [_shown(topic) for topic in found.about]}


def _shown(topic: Topic) -> dict[str, str]:
    """A topic with its title, and the page about it."""
    return {
        "value": topic.name,
        "title": hearing.title(topic),
        "page": hearing.page_of(topic),
    }


def _reword(request: Request, *, words: str, topic: str, error: str = "") -> HttpResponse:
    context = {
        "words": words,
        "topic": topic,
        "topics": TOPICS,
        "error": error,
        "errors": [{"field": "woorden", "text": error}] if error else [],
    }
    return render(request, "conversation/reword.html", context)


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
