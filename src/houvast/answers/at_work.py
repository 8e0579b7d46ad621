"""A scheme for professionals: the articles open, what a person decides, two days beside each other, to copy.

Takes   a scheme in the address, `?dag=` and `?met=` (the day to compare with).
Gives   a page in Dutch without anybody's facts, so nothing is logged; and what we could not answer.
Knows   nothing of help requests: the page of a request has the same answer for its household.
"""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as date_format
from django.utils.translation import override
from django.views.decorators.http import require_GET

from houvast.answers import unanswered
from houvast.answers.comparing import compared
from houvast.answers.composed import NoAnswer, as_text, scheme_answer
from houvast.people.api import Request, Role, for_professionals
from houvast.rights.api import corpus
from houvast.ui.api import date_in_words

WRONG_DAY = "Schrijf de dag zo: 2026-07-01 (jaar, maand, dag)."


@for_professionals()
@require_GET
def scheme(request: Request, name: str) -> HttpResponse:
    """The answer on one day, and what is different on another."""
    law = corpus().laws.get(name)
    if law is None or law.kind == "begrip":
        raise Http404
    typed = {"dag": request.GET.get("dag", "").strip()[:20], "met": request.GET.get("met", "").strip()[:20]}
    context: dict[str, Any] = {"law": law, "typed": typed, "errors": []}
    with override("nl"):
        try:
            day = _day(typed["dag"]) or request.today
            context["typed"]["dag"] = day.isoformat()
            answer = scheme_answer(name, on=day)
            context |= {"answer": answer, "text": as_text(answer)}
            other = _day(typed["met"])
            if other is not None:
                context |= _differences(name, day, other)
        except NoAnswer:
            since, until = law.covers
            days = f"Kies een dag van {since:%d-%m-%Y} tot en met {until:%d-%m-%Y}."
            context["errors"] = [_fault(f"{days} Verder keek niemand het na.")]
        except ValueError:
            context["errors"] = [_fault(WRONG_DAY)]
        return render(request, "answers/at_work.html", context, status=400 if context["errors"] else 200)


@for_professionals(Role.POLICY_MAKER, Role.ADMINISTRATOR)
@require_GET
def unanswered_page(request: Request) -> HttpResponse:
    """What could not be answered, by month: work for who keeps the laws."""
    with override("nl"):
        shown = [
            {
                "month": month,
                "caption": date_format(month.first_day, "F Y"),
                "columns": [{"text": "Woord"}, {"text": "Aantal vragen", "end": True}],
                "rows": [[{"text": word}, {"text": str(count)}] for word, count in month.words],
            }
            for month in unanswered.months()
        ]
        return render(request, "answers/unanswered.html", {"months": shown})


def _differences(name: str, day: dt.date, other: dt.date) -> dict[str, Any]:
    found = compared(name, first=day, second=other)
    days = f"{date_in_words(day)} en {date_in_words(other)}"
    rows = [
        [
            {"text": row.name},
            {"text": row.before},
            {"text": row.after},
            {"text": row.article, "below": row.source},
        ]
        for row in found.rows
    ]
    heads = ("Wat", date_in_words(day), date_in_words(other), "Artikel en bron")
    return {
        "compared": found,
        "caption": f"Wat verschilt tussen {days}",
        "columns": [{"text": head} for head in heads],
        "rows": rows,
    }


def _day(typed: str) -> dt.date | None:
    return dt.date.fromisoformat(typed) if typed else None


def _fault(text: str) -> dict[str, str]:
    return {"field": "dag", "text": text}
