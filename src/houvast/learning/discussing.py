"""Bringing a request to a table of peers, and taking the outcome back.

Takes   who brings it, the text as its maker checked it, and later the answers to the three questions.
Gives   a topic on the agenda; the outcome in the history and in the plan; a signal without a person.
Knows   nothing of pages. Who may change a request is asked of casework.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from houvast.casework import api as casework
from houvast.learning import blurring
from houvast.learning.models import Meeting, Raised, Seat, Topic
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Professional, Team
from houvast.vault import api as vault

PURPOSE = "collega's denken mee over uw vraag"
KIND = "casusoverleg"
LONGEST = 5_000
THREE = (
    ("want", "Wat zouden we willen?", "Alsof er geen regels zijn."),
    ("may", "Mag het?", "Wat zegt de wet echt, en waar is ruimte?"),
    ("do", "Doen we het?", "Wie doet wat, en voor wanneer?"),
)
"""The three questions, in their order."""


class NotAtThisTable(LookupError):
    """There is no such table for this professional. Answer as if it did not exist."""


class StillKnown(ValueError):
    """The text still gives somebody away; `found` tells what. Nothing was brought."""

    def __init__(self, found: Iterable[blurring.Found]) -> None:
        self.found = tuple(found)
        super().__init__(", ".join(each.words for each in self.found))


class NotOpen(RuntimeError):
    """This request lies on this table already, or its outcome was written. Nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What goes to the table. Not `blurred` only when the resident said yes to that."""

    text: str
    blurred: bool
    resident_agreed: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The answers to the three questions, and the signal when more people have it."""

    want: str
    may: str
    do: str
    rule: str = ""
    effect: str = ""


@dataclass(frozen=True, kw_only=True)
class Read:
    """A topic, opened, for who sits at the table."""

    id: UUID
    request_id: UUID
    text: str
    brought_by: str
    answers: tuple[tuple[str, str], ...]
    closed_at: dt.datetime | None
    mine: bool


def call(
    name: str, *, on: dt.date, people: Iterable[Professional], by: Professional, at: dt.datetime, token: str
) -> Meeting:
    """A table with these people and who calls them; the same form sent twice is one table."""
    with transaction.atomic():
        made, new = Meeting.objects.get_or_create(
            token=token, defaults={"name": name.strip(), "on": on, "called_by": by, "called_at": at}
        )
        if new:
            seated = {person.pk: person for person in (by, *people)}
            Seat.objects.bulk_create(Seat(meeting=made, professional=person) for person in seated.values())
    return made


def tables_of(actor: Actor) -> list[Meeting]:
    """The tables at which this professional sits, the newest first."""
    return list(Meeting.objects.filter(seats__professional=actor.professional_id).order_by("-on", "pk")[:50])


def table(meeting_id: UUID, actor: Actor) -> Meeting:
    """One of them. Raises `NotAtThisTable`."""
    found = Meeting.objects.filter(pk=meeting_id, seats__professional=actor.professional_id).first()
    if found is None:
        raise NotAtThisTable("This table is not there for this professional.")
    return found


def proposal(request: casework.HelpRequest, *, actor: Actor, at: dt.datetime) -> str:
    """The resident's words, blurred, to be checked and mended by who brings them."""
    with transaction.atomic():
        ledger.record(
            at=at, actor=actor, subject=request.resident_id, action="look", purpose=PURPOSE, kind=KIND
        )
        names, places = _known(request, actor, at)
        told = casework.words_of(request)
    return blurring.blur("\n".join((told.story, *told.lines)), names=names, places=places)


def bring(form: casework.Form, meeting: Meeting, brought: Brought) -> None:
    """Put it on the agenda. Raises `StillKnown`, `NotOpen`, `NotAtThisTable`, and what casework raises."""
    table(meeting.pk, form.actor)

    def work(request: casework.HelpRequest) -> None:
        if brought.blurred:
            names, places = _known(request, form.actor, form.at)
            found = blurring.left_over(brought.text, names=names, places=places)
            if found:
                raise StillKnown(found)
        if Topic.objects.filter(meeting=meeting, request=request).exists():
            raise NotOpen("This request lies on this table already.")
        made = Topic(
            meeting=meeting,
            request=request,
            brought_by_id=form.by,
            brought_at=form.at,
            blurred=brought.blurred,
            resident_agreed=brought.resident_agreed,
        )
        made.text = vault.seal(request.resident_id, brought.text.strip(), place=f"topic {made.pk}")
        made.save(force_insert=True)

    casework.discuss(form, work)


def agenda(meeting: Meeting, *, actor: Actor, at: dt.datetime) -> list[Read]:
    """Everything on a table, opened; each look stands in the resident's log."""
    rows = list(meeting.topics.select_related("request", "brought_by").order_by("brought_at", "pk"))
    with transaction.atomic():
        people = [row.request.resident_id for row in rows]
        ledger.record_many(at=at, actor=actor, subjects=people, action="look", purpose=PURPOSE, kind=KIND)
        lockers = vault.lockers_of(people)
        return [_read(row, lockers[row.request.resident_id], actor) for row in rows]


def write_outcome(form: casework.Form, topic_id: UUID, outcome: Outcome) -> None:
    """The three answers, into the history of the request; and the signal, without anybody in it.

    Raises `NotOpen`, `StillKnown` for a signal that names somebody, and what casework raises.
    """

    def work(request: casework.HelpRequest) -> None:
        topic = Topic.objects.select_for_update().filter(pk=topic_id, request=request).first()
        if topic is None or topic.closed_at is not None:
            raise NotOpen("The outcome was written already.")
        locker = vault.locker_of(request.resident_id)
        for name, _question, _hint in THREE:
            words = getattr(outcome, name).strip()
            setattr(topic, name, locker.seal(words, place=f"{name} {topic.pk}"))
        topic.closed_at = form.at
        topic.save()
        _raise_signal(request, outcome, form)

    casework.discussed(form, outcome.do, work)


def _raise_signal(request: casework.HelpRequest, outcome: Outcome, form: casework.Form) -> None:
    if not outcome.rule.strip():
        return
    names, places = _known(request, form.actor, form.at)
    found = blurring.left_over(f"{outcome.effect}", names=names, places=places)
    if found:
        raise StillKnown(found)
    Raised.objects.create(rule=outcome.rule.strip(), effect=outcome.effect.strip(), by_id=form.by, on=form.on)


def raised(*, first: dt.date, last: dt.date) -> list[tuple[str, str, dt.date]]:
    """What more people have, as peers wrote it between these days: the rule, its effect, the day."""
    rows = Raised.objects.filter(on__gte=first, on__lte=last).order_by("on", "pk")
    return list(rows.values_list("rule", "effect", "on"))


def new_token() -> str:
    """For a form: sent twice, it happens once."""
    return secrets.token_urlsafe(18)


def _known(request: casework.HelpRequest, actor: Actor, at: dt.datetime) -> tuple[list[str], list[str]]:
    """Names of the household and of its duo, and of the neighbourhoods."""
    facts = vault.look(request.resident, actor=actor, purpose=PURPOSE, at=at)
    names = [facts.name or ""]
    for member in facts.members:
        stored = member.facts.get(vault.NAME)
        names.append(str(stored.value) if stored is not None and stored.value else "")
    names += [person.display_name for person in (request.duo.members if request.duo else ())]
    places = list(Team.objects.exclude(neighbourhood_name="").values_list("neighbourhood_name", flat=True))
    return names, places


def _read(row: Topic, locker: vault.Locker, actor: Actor) -> Read:
    answers = []
    for name, question, _hint in THREE:
        sealed = getattr(row, name)
        if sealed is not None:
            answers.append((question, locker.unseal(sealed, place=f"{name} {row.pk}")))
    return Read(
        id=row.pk,
        request_id=row.request_id,
        text=locker.unseal(row.text, place=f"topic {row.pk}"),
        brought_by=row.brought_by.display_name,
        answers=tuple(answers),
        closed_at=row.closed_at,
        mine=row.brought_by_id == actor.professional_id,
    )
