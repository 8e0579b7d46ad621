"""What must be true of all money together, looked up instead of believed.

Takes   the tables of this room.
Gives   what is broken, in words, with ids and no people.
Knows   nothing of how it broke.
"""

from collections.abc import Iterator

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from houvast.money.bank_codes import Means
from houvast.money.models import Budget, Grant, SaidOfPayment


def broken() -> Iterator[str]:
    """Every rule that does not hold now; nothing when all is well."""
    standing = Sum("grants__cents", filter=Q(grants__withdrawn_at__isnull=True))
    for budget in Budget.objects.annotate(sum=Coalesce(standing, 0)).exclude(sum=F("granted")):
        yield f"a budget has granted what its grants add up to: not so for {budget.pk}"
    strangers = Grant.objects.exclude(file__made_by__organisation=F("budget__team__organisation"))
    for grant in strangers.filter(file__isnull=False):
        yield f"a payment is in a file of its own organisation: not so for {grant.end_to_end_id}"
    again = SaidOfPayment.objects.filter(means=Means.REFUSED.value, end_to_end_id=F("grant__end_to_end_id"))
    for said in again:
        yield f"what the bank refused leaves under a new id: not so for {said.end_to_end_id}"
