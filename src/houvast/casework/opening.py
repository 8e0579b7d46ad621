"""A question becomes a help request: once, held by a duo from the first moment.

Takes   a resident, their own words, the understood question, how urgent it is, and the token of the form.
Gives   the request: with a duo, the first step, the promised days and the clock of the first talk.
Knows   nothing of the conversation that led to it.
"""

import datetime as dt
import secrets
from collections.abc import Sequence

from houvast.casework import assigning, promising, sealed, steps
from houvast.casework.clocks import Urgency
from houvast.casework.models import Assignment, Event, HelpRequest, QuestionLine, Source
from houvast.casework.states import Phase
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Resident, as_resident

SUBJECT = 120
PURPOSE = "uw vraag bewaren"


class AnotherPersonsForm(ValueError):
    """This form already made a request for somebody else. Nothing was kept; start with a new form."""


def open_request(
    *,
    resident: Resident,
    story: str,
    understood: Sequence[str],
    urgency: Urgency,
    at: dt.datetime,
    source: Source,
    token: str,
    subject: str = "",
    neighbourhood: str = "",
    actor: Actor | None = None,
) -> HelpRequest:
    """The help request of this form; the same form (`token`) sent twice gives the same request.

    `understood` are the lines of "Heb ik het goed begrepen?", `subject` a few words for lists (else the
    first line),
    `neighbourhood` the code that a team's neighbourhood has, `actor` who typed it when that was not the
    resident.
    Raises `NobodyThere` without any duo and `AnotherPersonsForm`; then nothing was written.
    """

    def work() -> HelpRequest:
        return opened_with(token, resident) or _open(
            resident=resident,
            words=(story, *understood),
            subject=subject or (understood[0] if understood else story),
            request=HelpRequest(token=token, urgency=Urgency(urgency).value, source=Source(source).value),
            at=at,
            neighbourhood=neighbourhood,
            actor=actor or as_resident(resident),
        )

    return ledger.in_one_piece(work)


def opened_with(token: str, resident: Resident) -> HelpRequest | None:
    """The request that this form made, or none yet. Raises `AnotherPersonsForm`."""
    found = HelpRequest.objects.filter(token=token).first()
    if found is not None and found.resident_id != resident.pk:
        raise AnotherPersonsForm(
            "The form's token belongs to a request of another resident; make a new form."
        )
    return found


def _open(
    *,
    resident: Resident,
    words: tuple[str, ...],
    subject: str,
    request: HelpRequest,
    at: dt.datetime,
    neighbourhood: str,
    actor: Actor,
) -> HelpRequest:
    # The row of the resident is the queue for two equal forms at the same moment (PostgreSQL; SQLite
    # queues anyway).
    Resident.objects.select_for_update().get(pk=resident.pk)
    again = opened_with(request.token, resident)
    if again is not None:
        return again
    chosen = assigning.choose(resident, neighbourhood=neighbourhood, on=at.date())
    request.resident, request.duo = resident, chosen.duo
    request.assigned_because = chosen.because
    request.subject = _short(subject)
    request.reference = _reference(at.date())
    request.opened_at = at
    request.story = sealed.seal_story(request, words[0])
    promise = steps.house_promise("read", urgency=Urgency(request.urgency), on=at.date())
    step = promising.first_step(request, promise, at=at)
    request.save(force_insert=True)
    step.save(force_insert=True)
    _lines(request, words[1:])
    promising.start_clock(request, "first-talk", on=at.date())
    Assignment.objects.create(
        request=request, duo=chosen.duo, at=at, because=chosen.because, over_ceiling=chosen.over_ceiling
    )
    Event.objects.create(
        request=request,
        change="open",
        at=at,
        by_id=actor.professional_id,
        by_resident=actor.is_resident,
        token=request.token,
        phase=Phase.RECEIVED.value,
        step=step,
    )
    ledger.record(at=at, actor=actor, subject=resident, action="change", purpose=PURPOSE, kind="hulpvraag")
    return request


def _lines(request: HelpRequest, lines: Sequence[str]) -> None:
    QuestionLine.objects.bulk_create(
        QuestionLine(request=request, order=order, text=sealed.seal_line(request, order, line))
        for order, line in enumerate(lines)
    )


def _short(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= SUBJECT else line[: SUBJECT - 1] + "…"


def _reference(on: dt.date) -> str:
    """Drawn, not counted: a number that grows would tell how many ask for help."""
    while True:
        reference = f"{on:%y}-{secrets.randbelow(1_000_000):06d}"
        if not HelpRequest.objects.filter(reference=reference).exists():
            return reference
