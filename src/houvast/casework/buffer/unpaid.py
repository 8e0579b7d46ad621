"""The bank did not pay what was granted: the request hears it at once, and its people with it.

Takes   a refusal that `money` tells, in its own transaction, and the form with which the money was granted.
Gives   an event, a call promised for today, an alarm and post. A request that was closed goes open again.
Knows   nothing of accounts or of why; that stands at the grant.
"""

from houvast.casework import acts, alarms, promising, steps
from houvast.casework.buffer import granted
from houvast.casework.clocks import Urgency
from houvast.casework.models import HelpRequest
from houvast.casework.post import api as post
from houvast.casework.states import Phase, Who
from houvast.money import api as money


def tell(refusal: money.Refusal) -> None:
    """Money did not arrive and somebody waits for it."""
    request_id = granted.request_of(refusal.form)
    found = HelpRequest.objects.filter(pk=request_id).first() if request_id else None
    if found is None:
        return
    closed = found.phase == Phase.CLOSED.value
    form = acts.Form(
        request_id=found.pk, actor=refusal.actor, at=refusal.at, token=f"unpaid {refusal.payment}"
    )

    def change(request: HelpRequest) -> None:
        if request.step and request.step.key == granted.UNPAID and request.due_on == form.on:
            return  # two payments in one answer are one call
        promise = steps.house_promise(granted.UNPAID, urgency=Urgency(request.urgency), on=form.on)
        promising.next_step(request, promise, at=form.at, by=None)

    name = "unpaid-reopen" if closed else "unpaid"
    held = acts.walk(form, name, change, as_=frozenset({Who.HEARD_BANK}))
    alarms.ring_one(granted.UNPAID, held.pk, form.on, at=form.at)
    _post(held, refusal)


def _post(request: HelpRequest, refusal: money.Refusal) -> None:
    about = post.About(reference=request.reference, request=request.pk)
    key = f"unpaid {refusal.payment}"
    post.queue(request.resident, "news", about, key=key, at=refusal.at)
    for person in request.duo.members if request.duo else ():
        post.queue(person, "staff-unpaid", about, key=f"{key} {person.pk}", at=refusal.at)
