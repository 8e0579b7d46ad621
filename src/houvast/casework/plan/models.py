"""The rows of a plan.

Takes   a help request, professionals.
Gives   rows of which the database guarantees: who does something is known; nobody decides on their own
        tailor-made plan; a cost has a source.
Knows   nothing of what is written: every text about somebody is sealed by the vault.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from houvast.casework.models import HelpRequest
from houvast.casework.plan.weighing import Doer, Part, Room
from houvast.people.api import Professional


class Plan(models.Model):
    """That a request has a plan, and since when the resident has it."""

    request = models.OneToOneField(HelpRequest, on_delete=models.CASCADE, related_name="+", primary_key=True)
    ready_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)


class Action(models.Model):
    """One thing that somebody does. By whom it was written: a professional, or else the resident."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="+")
    room = models.CharField(max_length=8)
    doer = models.CharField(max_length=8)
    doer_name = models.CharField(max_length=80, blank=True)
    """Which other organisation or person does it."""
    what = models.BinaryField()
    before = models.DateField(null=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    objected_at = models.DateTimeField(null=True)
    objection = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(room__in=[each.value for each in Room]), name="plan_room_is_known"
            ),
            models.CheckConstraint(
                condition=Q(doer__in=[each.value for each in Doer]), name="plan_doer_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(doer=Doer.OTHER.value) | ~Q(doer_name=""), name="plan_another_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(doer=Doer.RESIDENT.value),
                name="plan_a_resident_writes_their_own_actions",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(doer=Doer.RESIDENT.value),
                name="plan_what_we_promise_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(objection__isnull=True, objected_at__isnull=True)
                | Q(objection__isnull=False, objected_at__isnull=False),
                name="plan_an_objection_has_words",
            ),
        )
        indexes = (models.Index(fields=["request", "at"], name="plan_action_order"),)


class Evidence(models.Model):
    """A fact that is known already and need not be asked again for this action. Only its name; the value
    stays in the vault."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence")
    fact = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["action", "fact"], name="plan_evidence_once"),)


class Ground(models.Model):
    """The answer on a scheme that an action rests on, word for word as it was composed for one day. Sealed:
    it tells what the engine computed for this household."""

    action = models.OneToOneField(Action, on_delete=models.CASCADE, related_name="ground", primary_key=True)
    scheme = models.CharField(max_length=80)
    on = models.DateField()
    text = models.BinaryField()


class Tailored(models.Model):
    """A tailor-made plan, as it was laid before two people who decide above the separate budgets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    """True: two said yes. False: one said no, or a newer one came. None: it lies there."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="plan_one_tailored_lies_there"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, agreed__isnull=True)
                | Q(ended_at__isnull=False, agreed__isnull=False),
                name="plan_what_ended_was_decided",
            ),
        )


class Answer(models.Model):
    """One answer of a tailor-made plan. Sealed."""

    tailored = models.ForeignKey(Tailored, on_delete=models.CASCADE, related_name="answers")
    part = models.CharField(max_length=12)
    text = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tailored", "part"], name="plan_one_answer_per_part"),
            models.CheckConstraint(
                condition=Q(part__in=[each.value for each in Part]), name="plan_part_is_known"
            ),
        )


class Cost(models.Model):
    """What something costs now, or what it prevents, in euro cents, with where the figure comes from."""

    tailored = models.ForeignKey(Tailored, on_delete=models.CASCADE, related_name="costs")
    avoided = models.BooleanField()
    order = models.PositiveSmallIntegerField()
    what = models.BinaryField()
    cents = models.PositiveBigIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tailored", "avoided", "order"], name="plan_costs_stand_in_order"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="plan_a_cost_has_a_source"),
        )


class Decision(models.Model):
    """Yes or no of one of the two, never of who wrote the plan. The reason stands in the event."""

    tailored = models.ForeignKey(Tailored, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    """A copy of the plan's, so that the database can compare."""
    yes = models.BooleanField()
    why = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tailored", "by"], name="plan_each_decides_once"),
            models.CheckConstraint(condition=~Q(by=F("author")), name="plan_nobody_decides_on_their_own"),
        )
