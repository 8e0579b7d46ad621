"""The tailor-made plan: written by one, decided by two others, above the separate budgets.

Takes   a form, the answers to the questions of `weighing.py`, the costs with their sources. Who decides may
        be of another organisation: a guest who was invited for it.
Gives   a plan that lies before two people; their yes or no with a reason; what was learned.
Knows   nothing of budgets: who pays stands in the plan in words. Two yeses agree it, one no ends it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from houvast.casework import acts, holders
from houvast.casework.acts import Form, NotNow
from houvast.casework.around import guests
from houvast.casework.models import HelpRequest
from houvast.casework.models import Part as Shown
from houvast.casework.plan.models import Answer, Cost, Decision, Tailored
from houvast.casework.plan.weighing import ASKED, NEEDED, Part
from houvast.vault import api as vault

LONGEST = 4_000


@dataclass(frozen=True)
class NewCost:
    """One line: what, how much in euro cents, and where the figure comes from."""

    what: str
    cents: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """All that is written down. Every question has an answer; each cost has a source."""

    answers: Mapping[Part, str]
    now: Sequence[NewCost]
    avoided: Sequence[NewCost]


def lay_down(form: Form, weighed: Weighed) -> HelpRequest:
    """Lay it before the others; one that lay there ends. Raises `NotNow` when an answer is missing."""

    def change(request: HelpRequest) -> None:
        if any(not weighed.answers.get(asked.part, "").strip() for asked in ASKED):
            raise NotNow("A tailor-made plan answers every question.")
        _of(request).filter(ended_at__isnull=True).update(ended_at=form.at, agreed=False)
        made = Tailored.objects.create(request=request, author_id=form.by, at=form.at)
        locker = vault.locker_of(request.resident_id)
        Answer.objects.bulk_create(
            Answer(
                tailored=made,
                part=asked.part.value,
                text=locker.seal(weighed.answers[asked.part].strip(), place=f"{asked.part} {made.pk}"),
            )
            for asked in ASKED
        )
        _costs(made, locker, weighed.now, avoided=False)
        _costs(made, locker, weighed.avoided, avoided=True)

    return acts.walk(form, "tailor", change)


def decide(form: Form, *, yes: bool, why: str) -> HelpRequest:
    """One of the two says yes or no, with a reason.

    Raises `NotNow` for its author, for a second time, and for a guest who was not invited for it.
    """

    def change(request: HelpRequest) -> None:
        lying = lies_there(request)
        if lying is None or not may_decide(lying, form.actor.professional_id):
            raise NotNow("No plan lies there, you wrote it, or you decided already.")
        if not _is_asked(form, request):
            raise NotNow("You look along with other parts of this request.")
        Decision.objects.create(
            tailored=lying,
            by_id=form.by,
            author=lying.author,
            yes=yes,
            why=vault.seal(request.resident_id, why.strip(), place=f"decision {lying.pk} {form.by}"),
            at=form.at,
        )
        if not yes or lying.decisions.filter(yes=True).count() >= NEEDED:
            lying.agreed, lying.ended_at = yes, form.at
            lying.save()

    return acts.walk(form, "tailor-decide", change, reason=why)


def learn(form: Form, words: str) -> HelpRequest:
    """What was learned from the newest that was decided. Raises `NotNow` before that."""

    def change(request: HelpRequest) -> None:
        decided = _of(request).filter(ended_at__isnull=False).order_by("-at").first()
        if decided is None or not words.strip():
            raise NotNow("Nothing was decided yet, or nothing was written.")
        text = vault.seal(request.resident_id, words.strip(), place=f"{Part.LEARNED} {decided.pk}")
        Answer.objects.update_or_create(tailored=decided, part=Part.LEARNED.value, defaults={"text": text})

    return acts.walk(form, "tailor-learn", change)


def lies_there(request: HelpRequest) -> Tailored | None:
    """The one on which two people must still decide."""
    return _of(request).filter(ended_at__isnull=True).select_related("author").first()


def decided(request: HelpRequest) -> bool:
    """Whether something was decided on a tailor-made plan of this request."""
    return _of(request).filter(ended_at__isnull=False).exists()


def may_decide(lying: Tailored, professional_id: UUID | None) -> bool:
    """Whether this professional can still say yes or no: not its author, and once."""
    return (
        professional_id is not None
        and lying.author_id != professional_id
        and not lying.decisions.filter(by=professional_id).exists()
    )


def _is_asked(form: Form, request: HelpRequest) -> bool:
    """Whether it is theirs to decide: they hold the request, or were invited for this plan."""
    if holders.may_look(form.actor, request, on=form.on):
        return True
    guest = guests.guest_of(form.actor, request.pk, on=form.on)
    return guest is not None and guests.sees(guest, Shown.TAILORED)


def _of(request: HelpRequest) -> QuerySet[Tailored]:
    return Tailored.objects.filter(request=request)


def _costs(made: Tailored, locker: vault.Locker, lines: Sequence[NewCost], *, avoided: bool) -> None:
    Cost.objects.bulk_create(
        Cost(
            tailored=made,
            avoided=avoided,
            order=order,
            what=locker.seal(line.what, place=f"cost {made.pk} {avoided} {order}"),
            cents=line.cents,
            source=line.source,
        )
        for order, line in enumerate(lines)
    )
