"""What one alone cannot do: what needs both of the duo, and handing over to another one.

Takes   a help request, professionals and duos.
Gives   rows of which the database guarantees that four eyes are of two people, and that nothing is handed
over cold.
Knows   nothing of what may happen when.
"""

from django.db import models
from django.db.models import F, Q

from houvast.casework.models.request import HelpRequest
from houvast.people.api import Duo, Professional


class Agreement(models.Model):
    """Something that needs both of the duo: one asks, the other agrees. Both give their reason, in the
    event."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="agreements")
    change = models.CharField(max_length=16)
    first = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "change"],
                condition=Q(ended_at__isnull=True),
                name="casework_one_open_agreement",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("first")), name="casework_four_eyes_are_of_two"
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | Q(ended_at__isnull=False),
                name="casework_an_agreement_ends_it",
            ),
        )


class Handover(models.Model):
    """One duo asks another to take over. Until the other accepted and all spoke together, the first one
    holds it."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="handovers")
    from_duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="+")
    to_duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="handovers")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    accepted_at = models.DateTimeField(null=True)
    warm_at = models.DateTimeField(null=True)
    """When the resident, the old duo and the new one spoke together."""
    ended_at = models.DateTimeField(null=True)
    against_at = models.DateTimeField(null=True)
    """When the resident said that they do not want it. From then on it needs both of the duo."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="casework_one_handover_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(from_duo=F("to_duo")), name="casework_handed_to_another"),
            models.CheckConstraint(
                condition=Q(warm_at__isnull=True) | Q(accepted_at__isnull=False, ended_at__isnull=False),
                name="casework_handed_over_warm",
            ),
        )
        indexes = (
            models.Index(
                fields=["to_duo"], condition=Q(ended_at__isnull=True), name="casework_handover_asked"
            ),
        )
