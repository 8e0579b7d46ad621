"""Who is away, who stands in, how many requests somebody can carry, and why a duo holds what it holds.

Takes   professionals, duos and help requests.
Gives   rows of which the database guarantees that nobody stands in for themselves and that an assignment has
a reason.
Knows   nothing of who is chosen; `assigning.py` chooses.
"""

from django.db import models
from django.db.models import F, Q

from houvast.casework.models.request import HelpRequest
from houvast.people.api import Duo, Professional


class Absence(models.Model):
    """Somebody is away for a period, and a colleague stands in for them."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    """The last day away."""
    told_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Taken back, or somebody came back sooner."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(professional=F("stand_in")), name="casework_a_stand_in_is_another"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="casework_an_absence_ends_after_it_began"
            ),
        )
        indexes = (
            models.Index(
                fields=["stand_in", "until"],
                condition=Q(ended_at__isnull=True),
                name="casework_stands_in",
            ),
        )


class Ceiling(models.Model):
    """How many running requests one person can carry."""

    professional = models.OneToOneField(Professional, on_delete=models.CASCADE, related_name="ceiling")
    most = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=400), name="casework_ceiling_is_real"),
        )


class Assignment(models.Model):
    """That a duo got a request, when, by whom and why. `by` is empty when the house chose."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="assignments")
    duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    because = models.CharField(max_length=240)
    over_ceiling = models.BooleanField(default=False)
    """Somebody of the duo carried more than their ceiling already; `because` says why it was still them."""

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="casework_an_assignment_says_why"),
        )
        indexes = (models.Index(fields=["request", "at"], name="casework_assignments"),)
