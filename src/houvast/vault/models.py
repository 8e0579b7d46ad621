"""Where sealed facts lie.

Takes   rows from this room's own modules only.
Gives   rows in which nothing personal can be read: facts, units, sources and objections are sealed.
Knows   nothing of what a fact means.
"""

import uuid

from django.db import models

from houvast.people.api import Resident


class ResidentKey(models.Model):
    """The key of one resident, wrapped with the installation's.

    A destroyed key stays as an empty row, for ever.
    """

    resident = models.OneToOneField(
        Resident, on_delete=models.PROTECT, primary_key=True, related_name="vault_key"
    )
    key_id = models.UUIDField(default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    wrapped_by = models.CharField(max_length=16)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="a_key_is_there_or_destroyed",
            ),
        )


class Role(models.TextChoices):
    """What somebody is in the household, in the words of the laws."""

    AANVRAGER = "aanvrager", "aanvrager"
    PARTNER = "partner", "partner"
    KIND = "kind", "kind"
    MEDEBEWONER = "medebewoner", "medebewoner"


class Member(models.Model):
    """A person of the resident's household; what is known of this person are facts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=12, choices=Role.choices)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_role_is_known"),
            models.UniqueConstraint(fields=["resident", "order"], name="members_stand_in_order"),
            models.UniqueConstraint(
                fields=["resident"], condition=models.Q(role="aanvrager"), name="one_applicant_in_a_household"
            ),
            models.UniqueConstraint(
                fields=["resident"], condition=models.Q(role="partner"), name="one_partner_in_a_household"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.order}"


class Source(models.TextChoices):
    """Who says so."""

    RESIDENT = "resident", "zelf verteld"
    REGISTER = "register", "uit een register"
    PROFESSIONAL = "professional", "van een hulpverlener"
    LETTER = "letter", "uit een brief"
    COMPUTED = "computed", "uitgerekend"


class Fact(models.Model):
    """One thing that one source said at one moment.

    Never changed afterwards: what is said later is another row.

    `topic` is a keyed digest of the fact's name, to find a fact by its name; the name itself is inside
    `sealed`.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="facts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="facts", null=True)
    topic = models.CharField(max_length=64)
    source = models.CharField(max_length=12, choices=Source.choices)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=12)
    by_id = models.UUIDField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="fact_source_is_known"),
        )
        indexes = (models.Index(fields=["resident", "topic", "-id"], name="fact_by_topic"),)


class Objection(models.Model):
    """ "Dit klopt niet": what somebody says against a fact. It stands beside the fact and changes nothing in
    it.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="objections")
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=12)
    by_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
