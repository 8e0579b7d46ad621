"""The laws as pages that anybody may read: what we compute and what not, and each law step by step.

Takes   a day in the address (`?dag=2026-07-01`), else today.
Gives   the coverage page, the same as JSON, and a page per law.
Knows   nothing of residents: nothing here is about a person, so nothing is logged.
"""

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
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
    Period,
    Proof,
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
NOT_CHECKED = ("nog niet nagekeken", "grey", "grey")
LEVELS = {"person": "per persoon", "pair": "voor het paar", "household": "voor het huishouden"}
VERSION = "houvast-coverage/1"


def book(request: Request) -> HttpResponse:
    """What we compute on a day (`?dag=`, else today), and how sure it is: a row per scheme.

    Of a day that nobody checked it tells which schemes still wait for somebody.
    """
    typed = request.GET.get("dag", "")
    day, fault = _day(typed, today=request.today)
    covered, proofs = _covered(), proven_by(_laws())
    told = [(one, one.on(day)) for one in covered]
    counts = [
        {
            "number": sum(period.standing is standing for _, period in told if period),
            "label": text,
            "kind": edge,
        }
        for standing, (text, _, edge) in STANDINGS.items()
    ]
    waiting = sum(period is None for _, period in told)
    if waiting:
        counts.append({"number": waiting, "label": "nog niet nagekeken", "kind": "teal"})
    context = {
        "day": day,
        "typed": typed or day.isoformat(),
        "fault": fault,
        "errors": [{"field": "dag", "text": fault}] if fault else [],
        "waiting": waiting,
        "rows": [_row(one, period, proofs.get(one.law.name, Proof())) for one, period in told],
        "counts": counts,
        "columns": COLUMNS,
        "not_here": not_here(_laws()),
    }
    return render(request, "rights/lawbook.html", context, status=400 if fault else 200)


@functools.cache
def _covered() -> tuple[Coverage, ...]:
    """How far each scheme goes; the same as long as the process reads these laws."""
    return coverage(corpus())


def _laws() -> Path:
    folder: Path = settings.CONFIG.corpus_dir
    return folder


COLUMNS = [
    {"text": "Regeling"},
    {"text": "Hoe ver"},
    {"text": "Nagekeken"},
    {"text": "Bewezen met"},
    {"text": "Zekerheid"},
    {"text": "Niet bekend"},
    {"text": "Niet uitgerekend"},
]


def _row(one: Coverage, period: Period | None, proof: Proof) -> list[dict[str, str]]:
    law = one.law
    text, kind, _ = STANDINGS[period.standing] if period else NOT_CHECKED
    days = f"{period.since:%d-%m-%Y} t/m {period.until:%d-%m-%Y}" if period else "niet voor deze dag"
    by = f"op {law.checked[0]:%d-%m-%Y} door {law.checked[1]}" if law.checked[0] else ""
    open_norms = f"open normen: {len(law.open_norms)}" if law.open_norms else ""
    return [
        {"text": law.title, "href": reverse("law", args=[law.name]), "below": law.official},
        {"text": text, "badge": kind},
        {"text": days, "below": by},
        {
            "text": f"{len(proof.validation)} gepubliceerde gevallen" if proof.validation else "geen",
            "below": f"en {proof.others} andere gevallen" if proof.others else "",
        },
        {"text": (period.confidence if period else "") or "geen bedragen"},
        {
            "text": ", ".join(_words(name) for name in period.unknown)
            if period and period.unknown
            else "niets"
        },
        {"text": str(len(law.gaps)) if law.gaps else "niets", "below": open_norms},
    ]


def _words(name: str) -> str:
    return name.split(".")[1].replace("_", " ")


def book_as_json(request: HttpRequest) -> JsonResponse:
    """The same as JSON, for who builds on it. `docs/how-to/read-the-laws.md` tells the fields."""
    proofs = proven_by(_laws())
    none = Proof()
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
                    "provenBy": list(proofs.get(one.law.name, none).validation),
                    "otherCases": proofs.get(one.law.name, none).others,
                    "confidence": one.confidence or None,
                    "unknown": list(one.unknown),
                    "periods": [_period_as_json(period) for period in one.periods],
                    "gaps": [{"article": gap.article, "says": gap.says["nl"]} for gap in one.law.gaps],
                    "openNorms": [
                        {"article": norm.article, "says": norm.says["nl"]} for norm in one.law.open_norms
                    ],
                }
                for one in _covered()
            ],
            "notHere": [{"name": one.name, "why": one.why} for one in not_here(_laws())],
        }
    )


def _period_as_json(period: Period) -> dict[str, Any]:
    return {
        "from": period.since.isoformat(),
        "until": period.until.isoformat(),
        "standing": period.standing.value,
        "confidence": period.confidence or None,
        "unknown": list(period.unknown),
    }


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
    context["proof"] = proven_by(_laws()).get(name, Proof())
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
