"""The pages of other words: an answer said plainer, and a proposal of what was meant.

Takes   a topic in the address, or words in a form; only when a city connected a language model.
Gives   pages that say what a computer made, with our own text beside it.
Knows   nothing of who asks. Nothing typed is kept; only words that everybody uses leave the house.
"""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from houvast.answers import general, hearing, wording
from houvast.answers.composed import Line, NoAnswer, scheme_answer
from houvast.answers.general import TopicLine
from houvast.answers.views import MOST_SIGNS, page_of
from houvast.language.api import Topic, TopicKind
from houvast.people.api import Limit, Request, TooManyGuesses, client_of, try_once

# Our own choice: a city pays for each question, and nobody reads more pages an hour.
OFTEN = Limit("wording", most=30, window=dt.timedelta(hours=1))


@require_GET
def other_words(request: Request, name: str) -> HttpResponse:
    """An answer in other words, with ours below it; ours alone when there are no better ones."""
    topic = hearing.topic_called(name) if wording.host() else None
    if topic is None:
        raise Http404
    lines = _lines(topic, request.today)
    made = wording.other_words([line.says for line in lines]) if _may(request) else ()
    context = {
        "title": hearing.title(topic),
        "page": page_of(topic),
        "made": [line for line in made if line],
        "lines": lines,
    }
    return render(request, "answers/other_words.html", context)


@require_POST
def proposal(request: Request) -> HttpResponse:
    """What somebody's words may be about; they say themselves whether it is."""
    if not wording.host():
        raise Http404
    typed = request.POST.get("v", "").strip()[:MOST_SIGNS]
    found = wording.proposed(typed) if typed and _may(request) else None
    context = {
        "typed": typed,
        "topic": {"title": hearing.title(found), "page": page_of(found)} if found else None,
        "phone": settings.CONFIG.phone,
    }
    return render(request, "answers/proposal.html", context)


def _lines(topic: Topic, on: dt.date) -> Sequence[TopicLine | Line]:
    """What our own page says about this topic. Raises `Http404` where the page is another one."""
    if topic.kind is TopicKind.SCHEME:
        try:
            return scheme_answer(topic.name, on=on).lines
        except NoAnswer:
            raise Http404 from None
    told = general.told(topic.name)
    if told is None:
        raise Http404
    return told.lines


def _may(request: Request) -> bool:
    try:
        try_once(OFTEN, client_of(request), at=request.now)
    except TooManyGuesses:
        return False
    return True
