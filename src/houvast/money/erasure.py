"""A copy of what a resident got, and the end of them in this room.

Takes   a resident.
Gives   their grants, readable; or rows without a person for ever after.
Knows   nothing of who may ask for it; `web` does.

What was paid stays in the books as an amount, a day and a team: a city must account for its money
(AVG art. 17 lid 3 b). What was not yet given to the bank is not paid: that needs a name and an account.
"""

import datetime as dt
from typing import Any

from django.db.models import F, Q

from houvast.money.models import Budget, Grant, Way
from houvast.money.purse import gifts
from houvast.people.api import Resident


def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Take the person out of every grant (AVG art. 17); what has not left goes back to its budget."""
    kept = Grant.objects.filter(resident=resident)
    # First ours, then looked at: a file that is fetched now is fetched before or after, not between.
    list(kept.select_for_update(of=("self",)).order_by("pk"))
    not_left = Q(withdrawn_at__isnull=True) & (
        Q(released_at__isnull=True)
        | (Q(way=Way.BANK.value) & (Q(file__isnull=True) | Q(file__fetched_at__isnull=True)))
    )
    for row in list(kept.filter(not_left).order_by("pk")):
        Budget.objects.filter(pk=row.budget_id).update(granted=F("granted") - row.cents)
        row.file, row.withdrawn_at = None, at
        row.save()
    kept.update(
        resident=None, explanation=None, receiver=None, iban=None, returned_because=None, returned_at=None
    )


def export(resident: Resident) -> list[dict[str, Any]]:
    """Every grant, readable (AVG art. 15 and 20)."""
    return [
        {
            "euros": str(gift.euros),
            "way": gift.way.value,
            "for": gift.reason.value,
            "where": gift.stage.value,
            "granted_at": gift.granted_at.isoformat(),
            "granted_by": gift.granted_by,
            "explanation": gift.explanation,
            "to_be_paid_back": False,
        }
        for gift in gifts(resident)
    ]
