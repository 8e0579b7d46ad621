"""The questions, one screen at a time, and the summary that can be corrected.

Takes   answers; "weet ik niet" is one.
Gives   the next question that can still change something, until none is left.
Knows   nothing of how answers are read (`asked`) or in which order (`rights`).
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from houvast.answers import api as hearing
from houvast.conversation import asked, circumstances, drafts, each, path, summary
from houvast.conversation.story import OTHERS, Story
from houvast.conversation.views.doors import with_story
from houvast.people.api import Request
from houvast.rights.api import Screen, corpus, in_language, screen_with

DONT_KNOW = "weet-niet"
BACK_TO = "terug"
SUMMARY = "begrepen"
ALONE = "alleen"
MOST_WORDS = circumstances.MAX_WORDS


@require_GET
@with_story
def onward(request: Request, story: Story) -> HttpResponse:
    """To the screen that tells most now."""
    return redirect(path.next_address(story, on=request.today))


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def question(request: Request, story: Story, key: str) -> HttpResponse:
    """One question. What was typed and refused stays in its field."""
    screen = screen_with(key, story.situation, on=request.today, unknown=story.unknown)
    if screen is None:  # a question that no longer exists for this household, or never did
        return redirect("conversation:onward")
    if request.method != "POST":
        return _question(request, story, each.ask(screen, story))
    read = each.not_known if DONT_KNOW in request.POST else each.answered
    answers = read(screen, story, request.POST, on=request.today)
    if isinstance(answers, tuple):
        return _question(request, story, each.ask(screen, story, typed=request.POST, faults=answers))
    told = answers

    def tell(before: Story) -> Story:
        return before.told(screen.key, told.values).named(told.names)

    return _after(request, drafts.change(request, _if_still(screen, tell)))


def _if_still(screen: Screen, tell: Callable[[Story], Story]) -> Callable[[Story], Story]:
    """Tell it only if everybody of the screen still lives there: another tab may have changed the
    household.
    """

    def change(before: Story) -> Story:
        people = {person.id for person in before.situation.persons}
        if any(person is not None and person not in people for _, person in screen.facts):
            return before
        return tell(before)

    return change


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def people(request: Request, story: Story) -> HttpResponse:
    """Who lives in the house: one choice of several; how many comes on the next screen."""
    roles = {person.role for person in story.situation.persons} - {"aanvrager"}
    chosen = [role for role in OTHERS if role in roles] or ([ALONE] if _lives_alone(story) else [])
    if request.method != "POST":
        return _people(request, story, chosen)
    if DONT_KNOW in request.POST:
        return _after(request, drafts.change(request, lambda told: told.living_with(None)))
    chosen = request.POST.getlist("wie")
    error = _wrong_company(chosen)
    if error:
        return _people(request, story, chosen, error)

    def tell(told: Story) -> Story:
        were = [person.role for person in told.situation.persons]
        return told.living_with({role: max(were.count(role), 1) for role in OTHERS if role in chosen})

    changed = drafts.change(request, tell)
    for role, name in (("kind", path.CHILDREN), ("medebewoner", path.OTHERS)):
        if role in chosen:
            return redirect(_keeping_way_back(request, path.address(name)))
    return _after(request, changed)


def _lives_alone(story: Story) -> bool:
    return story.people_told and not story.situation.unknown_roles and len(story.situation.persons) == 1


def _wrong_company(chosen: list[str]) -> str:
    if not chosen or set(chosen) - {*OTHERS, ALONE}:
        return gettext("Kies wie er bij u wonen, of kies «Ik woon alleen».")
    if ALONE in chosen and len(chosen) > 1:
        return gettext("U koos ook «Ik woon alleen». Haal een van de twee weg.")
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def count_of(request: Request, story: Story, role: str) -> HttpResponse:
    """How many children, or how many others."""
    number = sum(person.role == role for person in story.situation.persons)
    if request.method != "POST":
        return _count(request, story, role, str(number) if number > 1 else "")
    typed = request.POST.get(asked.ANSWER, "")
    count = asked.count(typed, role)
    if isinstance(count, asked.Fault):
        return _count(request, story, role, typed, (count,))

    def tell(told: Story) -> Story:
        were = [person.role for person in told.situation.persons]
        return told.living_with({**{each: were.count(each) for each in OTHERS}, role: count})

    changed = drafts.change(request, tell)
    others = any(person.role == "medebewoner" for person in changed.situation.persons)
    if role == "kind" and others:
        return redirect(_keeping_way_back(request, path.address(path.OTHERS)))
    return _after(request, changed)


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def receiving(request: Request, story: Story) -> HttpResponse:
    """Which schemes come in already. Not knowing is an answer: then none counts as coming in."""
    schemes = [
        law for law in corpus().laws.values() if law.right is not None and law.covers_day(request.today)
    ]
    chosen = list(story.receiving or ()) or ([asked.NONE_FITS] if story.receiving == () else [])
    error = ""
    if request.method == "POST":
        chosen = request.POST.getlist(asked.FITS)
        names = tuple(law.name for law in schemes if law.name in chosen)
        if DONT_KNOW in request.POST:
            names, chosen = (), [asked.NONE_FITS]
        if names and asked.NONE_FITS in chosen:
            error = gettext("U koos ook «Geen van deze». Haal een van de twee weg.")
        elif not names and asked.NONE_FITS not in chosen:
            error = gettext("Kies wat u krijgt. Krijgt u niets? Kies dan «Geen van deze».")
        else:
            return _after(
                request, drafts.change(request, lambda told: dataclasses.replace(told, receiving=names))
            )
    choices = [{"value": law.name, "label": law.title, "hint": in_language(law.summary)} for law in schemes]
    choices.append({"value": asked.NONE_FITS, "label": gettext("Geen van deze")})
    context = {"choices": choices, "chosen": chosen, "error": error, "errors": _errors(asked.FITS, error)}
    return _page(request, story, "conversation/receiving.html", path.RECEIVING, context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def circumstance(request: Request, story: Story, name: str) -> HttpResponse:
    """One question about how it is now: urgency, since when, what was tried, who is around, what is good."""
    asked_now = circumstances.BY_NAME.get(name)
    if asked_now is None:
        return redirect("conversation:onward")
    before = next((each for each in story.circumstances if each.name == name), circumstances.Said(name))
    if request.method != "POST":
        return _circumstance(request, story, before)
    if DONT_KNOW in request.POST:
        said = circumstances.Said(name)
    else:
        words = request.POST.get("woorden", "").strip() if asked_now.own_words else ""
        said = circumstances.Said(name, tuple(request.POST.getlist(asked.FITS)), words)
        if not circumstances.fits(asked_now, list(said.chosen), said.words) or len(words) > MOST_WORDS:
            return _circumstance(request, story, said, _wrong_circumstance(said))
    return _after(request, drafts.change(request, lambda told: told.said(said)))


def _wrong_circumstance(said: circumstances.Said) -> str:
    asked_now = circumstances.BY_NAME[said.name]
    if len(said.words) > MOST_WORDS:
        return gettext("Dit is te lang voor dit vak. Vertel het in hoogstens %(most)d tekens.") % {
            "most": MOST_WORDS
        }
    if asked_now.alone and asked_now.alone in said.chosen and len(said.chosen) > 1:
        return gettext("U koos ook «%(alone)s». Haal een van de twee weg.") % {
            "alone": asked_now.label(asked_now.alone)
        }
    return gettext("Kies een antwoord, of kies «Weet ik niet».")


@require_GET
@with_story
def understood(request: Request, story: Story) -> HttpResponse:
    """ "Heb ik het goed begrepen?" Every line can be changed; then one comes back here."""
    rows = [
        line.as_row(lambda key: f"{path.address(key)}?{BACK_TO}={SUMMARY}")
        for line in summary.lines(story, on=request.today)
    ]
    context = {"rows": rows, "left": len(path.open_screens(story, on=request.today))}
    return render(request, "conversation/understood.html", context)


def _after(request: Request, story: Story) -> HttpResponse:
    """Back to the summary for who came from there, else to the next question."""
    if request.GET.get(BACK_TO) == SUMMARY and story.people_told:
        return redirect("conversation:summary")
    return redirect(path.next_address(story, on=request.today, pausing=True))


def _keeping_way_back(request: Request, address: str) -> str:
    return f"{address}?{BACK_TO}={SUMMARY}" if request.GET.get(BACK_TO) == SUMMARY else address


def _question(request: Request, story: Story, shown: asked.Asked | each.AskedOfEach) -> HttpResponse:
    errors = [{"field": fault.field, "text": fault.text} for fault in shown.faults]
    told = [shown.title, shown.where, *(choice["label"] for choice in shown.choices)]
    words = hearing.words_in(". ".join(told), get_language() or "nl")
    context = {"asked": shown, "errors": errors, "words": words}
    return _page(request, story, "conversation/question.html", shown.key, context)


def _circumstance(request: Request, story: Story, said: circumstances.Said, error: str = "") -> HttpResponse:
    asked_now = circumstances.BY_NAME[said.name]
    context = {
        "asked": asked_now,
        "choices": [{"value": value, "label": label} for value, label in asked_now.choices],
        "chosen": list(said.chosen),
        "words": said.words,
        "error": error,
        "errors": _errors(asked.FITS, error),
    }
    return _page(request, story, "conversation/circumstance.html", said.name, context)


def _people(request: Request, story: Story, chosen: list[str], error: str = "") -> HttpResponse:
    choices = [
        {"value": ALONE, "label": gettext("Ik woon alleen")},
        {
            "value": "partner",
            "label": gettext("Mijn partner"),
            "hint": gettext("Ook als u niet getrouwd bent"),
        },
        {
            "value": "kind",
            "label": gettext("Kinderen"),
            "hint": gettext("Van u of van uw partner, ook boven de 18"),
        },
        {
            "value": "medebewoner",
            "label": gettext("Andere mensen"),
            "hint": gettext("Ouders, familie of huisgenoten"),
        },
    ]
    context = {"choices": choices, "chosen": chosen, "error": error, "errors": _errors("wie", error)}
    return _page(request, story, "conversation/people.html", path.PEOPLE, context)


def _count(
    request: Request, story: Story, role: str, typed: str, faults: tuple[asked.Fault, ...] = ()
) -> HttpResponse:
    error = faults[0].text if faults else ""
    context = {"role": role, "typed": typed, "error": error, "errors": _errors(asked.ANSWER, error)}
    return _page(request, story, "conversation/count.html", path.CHILDREN, context)


def _errors(field: str, text: str) -> list[dict[str, str]]:
    return [{"field": field, "text": text}] if text else []


def _page(request: Request, story: Story, template: str, key: str, context: dict[str, Any]) -> HttpResponse:
    from_summary = request.GET.get(BACK_TO) == SUMMARY
    context["before"] = (
        reverse("conversation:summary") if from_summary else path.address_before(story, key, on=request.today)
    )
    context["progress"] = path.progress(story, key, on=request.today)
    return render(request, template, context)
