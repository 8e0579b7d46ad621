"""What a case discussion does with a request: it is asked, and its outcome comes back.

Takes   a form of one of the duo, and the work of the room `learning` in the same transaction.
Gives   an event and a row in the ledger, by one line of the table of states; and the request to who holds it.
Knows   nothing of tables or agendas.
"""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from houvast.casework import acts, holders
from houvast.casework.acts import Form
from houvast.casework.models import HelpRequest
from houvast.people.api import Actor

Work = Callable[[HelpRequest], None]


def discuss(form: Form, work: Work) -> HelpRequest:
    """Colleagues are asked to think along. What `work` raises undoes it all."""
    return acts.walk(form, "discuss", work)


def discussed(form: Form, outcome: str, work: Work) -> HelpRequest:
    """What came out, as the reason that the resident reads."""
    return acts.walk(form, "discussed", work, reason=outcome)


def held_by(actor: Actor, request_id: UUID, *, on: dt.date, at: dt.datetime) -> HelpRequest | None:
    """The request, for who may see the whole of it; else none, and the try stands in the resident's log."""
    found = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if found is not None and holders.may_look(actor, found, on=on):
        return found
    holders.log_refusal(actor, request_id, at=at)
    return None
