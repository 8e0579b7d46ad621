"""The log and its head.

Takes   rows from `ledger.chain` only.
Gives   rows; triggers in the database refuse to change or remove one (migration 0002).
Knows   nothing of the people: `subject` is an id without a foreign key, so that the log outlives an erasure.
"""

from django.db import models


class Action(models.TextChoices):
    """What was done with somebody's data."""

    LOOK = "look", "gekeken"
    CHANGE = "change", "veranderd"


class Entry(models.Model):
    """One look at, or change of, one person's data. `kind` names the kind of data, never the data."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    subject = models.UUIDField()
    action = models.CharField(max_length=6, choices=Action.choices)
    purpose = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(action__in=Action.values), name="entry_action_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(actor_kind__in=["stranger", "resident", "professional", "system"]),
                name="entry_actor_is_known",
            ),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="entry_has_a_purpose"),
            models.CheckConstraint(condition=~models.Q(kind=""), name="entry_has_a_kind"),
            models.UniqueConstraint(fields=["previous"], name="the_log_never_forks"),
        )
        indexes = (models.Index(fields=["subject", "-seq"], name="log_of_one_subject"),)


class Head(models.Model):
    """Where the log ends: one row, sealed too, so that the newest entries cannot be taken off unseen."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    last = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="the_log_has_one_head"),)
