"""How many faces somebody met: the fewer, the less often they told their story.

Takes   a resident or a team.
Gives   the number of different people of ours who spoke or wrote with a resident, and the average of a team.
Knows   nothing of who they were.
"""

from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Count, Q, Value

from houvast.casework.models import Contact
from houvast.casework.states import Phase
from houvast.prepared import Given, Prepared

MET = Q(reached=True, by__isnull=False)


def faces_of(resident: UUID) -> int:
    """How many different people of ours reached this resident, over all their requests."""
    (met,) = _met(resident=resident)
    return met


_met: Prepared[int] = Prepared(
    lambda: (
        Contact.objects.filter(MET, request__resident=Given("resident"))
        .order_by()
        .values(all=Value(1))  # they are counted as one group, so as one row
        .annotate(met=Count("by", distinct=True))
        .values_list("met", flat=True)
    )
)


def average_of(team: UUID) -> Decimal | None:
    """Faces per resident, over the residents of the team's running requests who met anybody; in tenths.

    None when nobody met anybody yet: never a zero instead.
    """
    running = ~Q(request__phase__in=[Phase.CLOSED.value, Phase.SLEEPING.value])
    met = Contact.objects.filter(MET, running, request__duo__team=team)
    counts = [
        row["faces"]
        for row in met.values("request__resident").annotate(faces=Count("by", distinct=True)).order_by()
    ]
    if not counts:
        return None
    return (Decimal(sum(counts)) / len(counts)).quantize(Decimal("0.1"), ROUND_HALF_UP)
