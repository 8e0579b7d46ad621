"""The schemes and the life events as pages for residents: what it is, and how to get it in practice.

Takes   a name in the address.
Gives   the list of life events, a page per event, the same as JSON, and a page per scheme.
Knows   nothing of who reads: nothing here is about a person, so nothing is logged.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from houvast.law.api import Law, LifeEvent
from houvast.rights.corpora import corpus
from houvast.rights.life_events import life_event, life_events, named, told
from houvast.rights.naming import Said, said

VERSION = "houvast-life-events/1"
HEADINGS: Mapping[str, Promise] = {
    "pays": gettext_lazy("Wie betaalt?"),
    "granted": gettext_lazy("Komt het vanzelf?"),
    "where": gettext_lazy("Waar vraagt u het?"),
    "evidence": gettext_lazy("Dit heeft u nodig"),
    "terms": gettext_lazy("Hoe lang duurt het?"),
    "back_payment": gettext_lazy("Ook over eerdere maanden?"),
    "reclaim": gettext_lazy("Later terugbetalen?"),
    "objection": gettext_lazy("Bent u het niet eens met de brief?"),
    "mistakes": gettext_lazy("Hier gaat het vaak mis"),
}
"""What somebody wants to know of a scheme, in that order, with the question above it."""


@dataclasses.dataclass(frozen=True)
class Part:
    """One question of a scheme's page and what we say to it; several lines make a list."""

    heading: str | Promise
    lines: tuple[Said, ...]
    url: str = ""


def event_list(request: HttpRequest) -> HttpResponse:
    """Every life event, as links."""
    return render(request, "rights/life_events.html", {"events": named(life_events())})


def event_page(request: HttpRequest, name: str) -> HttpResponse:
    """One life event: first this, this starts, this changes, this stops."""
    try:
        event = life_event(name)
    except LookupError as error:
        raise Http404 from error
    return render(request, "rights/life_event.html", {"event": told(event)})


def events_as_json(request: HttpRequest) -> JsonResponse:
    """Every life event in every language. `docs/how-to/read-the-laws.md` tells the fields."""
    events = [_as_json(event) for event in life_events()]
    return JsonResponse({"version": VERSION, "corpus": corpus().digest, "events": events})


def _as_json(event: LifeEvent) -> dict[str, Any]:
    return {
        "id": event.name,
        "title": dict(event.title),
        "words": list(event.words),
        "checkedOn": event.checked[0].isoformat() if event.checked[0] else None,
        "checkedBy": event.checked[1] or None,
        **{
            key: [
                {
                    "when": dict(line.when),
                    "says": dict(line.says),
                    "article": line.article or None,
                    "schemes": list(line.schemes),
                }
                for line in event.parts[part]
            ]
            for part, key in (
                ("check_first", "checkFirst"),
                ("starts", "starts"),
                ("changes", "changes"),
                ("stops", "stops"),
            )
        },
    }


def scheme_page(request: HttpRequest, name: str) -> HttpResponse:
    """One scheme: what it is, and how to get it."""
    law = corpus().laws.get(name)
    if law is None or law.kind == "begrip":
        raise Http404
    context = {
        "law": law,
        "called": said(law.called),
        "summary": said(law.summary),
        "parts": list(_parts(law)),
        "events": named(life_event(event) for event in law.getting_it.get("life_events") or ()),
        "related": [corpus().laws[other] for other in law.getting_it.get("related") or ()],
    }
    return render(request, "rights/scheme.html", context)


def _parts(law: Law) -> Iterator[Part]:
    """Only what somebody found out: a question without an answer is not asked."""
    for key, heading in HEADINGS.items():
        content = law.getting_it.get(key)
        if not content:
            continue
        if isinstance(content, list):
            yield Part(heading, tuple(said(line) for line in content))
        else:
            says = content.get("says", content)
            yield Part(heading, (said(says),), str(content.get("url") or ""))
