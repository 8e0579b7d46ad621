"""The laws as pages that anybody may read: what we compute and what not, and each law step by step.

Takes   a day in the address (`?dag=2026-07-01`), else today.
Gives   the coverage page, the same as JSON, and a page per law.
Knows   nothing of residents: nothing here is about a person, so nothing is logged.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from houvast.law.api import (
    Coverage,
    Law,
    OutsideCorpus,
    Standing,
    coverage,
    not_here,
    proven_by,
    value_in_dutch,
)
from houvast.people.api import Request
from houvast.rights.corpora import corpus

STANDINGS = {
    Standing.COMPUTED: ("berekend", "green", "teal"),
    Standing.PARTLY: ("deels berekend", "amber", "amber"),
    Standing.DESCRIBED: ("beschreven", "grey", "teal"),
}
LEVELS = {"person": "per persoon", "pair": "voor het paar", "household": "voor het huishouden"}
VERSION = "houvast-coverage/1"


def book(request: HttpRequest) -> HttpResponse:
    """What we compute, since when, and how sure it is: a row per scheme."""
    covered = coverage(corpus())
    proofs = proven_by(_laws())
    rows = [_row(one, proofs.get(one.law.name, ())) for one in covered]
    counts = [
        {"number": sum(one.standing is standing for one in covered), "label": text, "kind": edge}
        for standing, (text, _, edge) in STANDINGS.items()
    ]
    context = {"rows": rows, "counts": counts, "columns": COLUMNS, "not_here": not_here(_laws())}
    return render(request, "rights/lawbook.html", context)


def _laws() -> Path:
    folder: Path = settings.CONFIG.corpus_dir
    return folder


COLUMNS = [
    {"text": "Regeling"},
    {"text": "Hoe ver"},
    {"text": "Nagekeken voor"},
    {"text": "Bewezen met"},
    {"text": "Zekerheid"},
    {"text": "Niet bekend"},
]


def _row(one: Coverage, proofs: Sequence[str]) -> list[dict[str, str]]:
    text, kind, _ = STANDINGS[one.standing]
    return [
        {
            "text": one.law.title,
            "href": reverse("law", args=[one.law.name]),
            "below": one.law.official,
        },
        {"text": text, "badge": kind},
        {"text": f"{one.law.covers[0]:%d-%m-%Y} t/m {one.law.covers[1]:%d-%m-%Y}"},
        {"text": f"{len(proofs)} gepubliceerde gevallen" if proofs else "geen"},
        {"text": one.confidence or "geen bedragen"},
        {"text": ", ".join(name.split(".")[1].replace("_", " ") for name in one.unknown) or "niets"},
    ]


def book_as_json(request: HttpRequest) -> JsonResponse:
    """The same as JSON, for who builds on it. `docs/how-to/read-the-laws.md` tells the fields."""
    proofs = proven_by(_laws())
    return JsonResponse(
        {
            "version": VERSION,
            "corpus": corpus().digest,
            "schemes": [
                {
                    "id": one.law.name,
                    "title": one.law.title,
                    "official": one.law.official,
                    "source": one.law.id,
                    "standing": one.standing.value,
                    "from": one.law.covers[0].isoformat(),
                    "until": one.law.covers[1].isoformat(),
                    "checkedOn": one.law.checked[0].isoformat() if one.law.checked[0] else None,
                    "checkedBy": one.law.checked[1] or None,
                    "provenBy": list(proofs.get(one.law.name, ())),
                    "confidence": one.confidence or None,
                    "unknown": list(one.unknown),
                    "gaps": [{"article": gap.article, "says": gap.says["nl"]} for gap in one.law.gaps],
                    "openNorms": [
                        {"article": norm.article, "says": norm.says["nl"]} for norm in one.law.open_norms
                    ],
                }
                for one in coverage(corpus())
            ],
            "notHere": [{"name": one.name, "why": one.why} for one in not_here(_laws())],
        }
    )


def law(request: Request, name: str) -> HttpResponse:
    """One law as it holds on a day: facts, values with their sources, steps, and what is left open."""
    if name not in corpus().laws:
        raise Http404
    found = corpus().laws[name]
    typed = request.GET.get("dag", "")
    day, fault = _day(typed, today=request.today)
    try:
        found = corpus().law_on(name, day)
    except OutsideCorpus:
        fault = (
            f"Niemand heeft deze regeling nagekeken voor {day:%d-%m-%Y}. "
            f"Kies een dag van {found.covers[0]:%d-%m-%Y} tot en met {found.covers[1]:%d-%m-%Y}."
        )
    context: dict[str, Any] = {"law": found, "fault": fault, "typed": typed or day.isoformat()}
    context["proofs"] = proven_by(_laws()).get(name, ())
    context["errors"] = [{"field": "dag", "text": fault}] if fault else []
    if not fault:
        context |= {"facts": list(_facts(found)), "values": list(_values(found, day))}
        context |= {"steps": list(_steps(found, day)), "uses": [corpus().laws[used] for used in found.uses]}
    return render(request, "rights/law.html", context, status=400 if fault else 200)


def _day(typed: str, *, today: dt.date) -> tuple[dt.date, str]:
    if not typed:
        return today, ""
    try:
        return dt.date.fromisoformat(typed[:20]), ""
    except ValueError:
        return today, "Schrijf de dag zo: 2026-07-01 (jaar, maand, dag)."


def _facts(found: Law) -> Iterator[Mapping[str, str]]:
    for name in found.facts:
        fact = corpus().facts[name]
        kept = f"Staat in {fact.register}." if fact.register else ""
        yield {"term": name.replace("_", " "), "value": fact.question["nl"]["zelf"], "note": kept}


def _values(found: Law, day: dt.date) -> Iterator[Mapping[str, Any]]:
    for parameter in found.parameters.values():
        dated = parameter.on(day)
        yield {
            "name": parameter.name.replace("_", " "),
            "article": parameter.article,
            "value": value_in_dutch(parameter, dated),
            "dated": dated,
            "note": dated.note or parameter.note,
        }


def _steps(found: Law, day: dt.date) -> Iterator[Mapping[str, Any]]:
    for step in found.steps.values():
        yield {
            "name": step.name.replace("_", " "),
            "article": step.article,
            "says": step.says["nl"],
            "level": LEVELS[step.level.value],
            "unit": step.unit.name,
            "formula": step.on(day).text,
            "note": step.note,
        }
