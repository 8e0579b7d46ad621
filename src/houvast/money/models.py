"""What may be granted, what was, and how it leaves the house.

Takes   residents, professionals and teams (people).
Gives   rows of which the database itself guarantees: a budget is never overdrawn, nobody releases what they
        granted themselves, a payment is in one file at most.
Knows   nothing of why somebody needs money: explanation, name and account are sealed by the vault.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from houvast.money.bank_codes import Means
from houvast.people.api import Professional, Resident, Team


class Way(models.TextChoices):
    """How somebody gets it."""

    BANK = "bank", "op de bankrekening"
    CASH = "cash", "contant"
    VOUCHER = "voucher", "een bon voor de winkel"


class Reason(models.TextChoices):
    """What it is for, in a word that can be counted."""

    FOOD = "food", "eten en drinken"
    ENERGY = "energy", "gas, licht of water"
    HOME = "home", "een plek om te slapen"
    CARE = "care", "medicijnen of zorg"
    CHILD = "child", "spullen voor een kind"
    TRAVEL = "travel", "reizen"
    OTHER = "other", "iets anders"


class Mandate(models.Model):
    """What one professional may do with the buffer, and from which day to which. Amounts in cents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="mandates")
    most_per_grant = models.PositiveIntegerField(default=0)
    most_per_month = models.PositiveIntegerField(default=0)
    """In one calendar month, all residents together."""
    may_release = models.BooleanField(default=False)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    given_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["professional"], condition=Q(last_day__isnull=True), name="money_one_running_mandate"
            ),
            models.CheckConstraint(
                condition=~Q(professional=F("given_by")), name="money_nobody_gives_themselves_a_mandate"
            ),
            models.CheckConstraint(
                condition=Q(most_per_month__gte=F("most_per_grant")), name="money_a_month_holds_one_grant"
            ),
            models.CheckConstraint(
                condition=Q(most_per_grant__gt=0) | Q(may_release=True),
                name="money_a_mandate_allows_something",
            ),
        )


class Budget(models.Model):
    """What one team can grant in one year, and what it has granted. Amounts in cents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="buffers")
    year = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    granted = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["team", "year"], name="money_one_budget_per_team_and_year"),
            models.CheckConstraint(
                condition=Q(granted__lte=F("amount")), name="money_a_budget_is_never_overdrawn"
            ),
        )

    @property
    def left(self) -> int:
        """What can still be granted, in cents."""
        return self.amount - self.granted


class PaymentFile(models.Model):
    """One file for the bank. Its payments are the grants that point at it; the file itself is made anew from
    them, byte for byte the same, so that no account number lies here unsealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message_id = models.CharField(max_length=35)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    pays_on = models.DateField()
    payer = models.CharField(max_length=70)
    payer_iban = models.CharField(max_length=34)
    payer_bic = models.CharField(max_length=11, blank=True)
    fetched_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of what was fetched first: what is fetched later is the same, or it is not given."""
    asked_at = models.DateTimeField(null=True)
    """Nobody had read an answer of the bank by then: whoever releases was asked to look."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["message_id"], name="money_one_file_per_message"),
            models.CheckConstraint(
                condition=Q(fetched_at__isnull=True, digest="")
                | (Q(fetched_at__isnull=False) & ~Q(digest="")),
                name="money_what_was_fetched_has_a_digest",
            ),
        )


class Grant(models.Model):
    """An amount for somebody in acute need. It is never paid back: there is no row for that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64)
    """Of the form: the same form sent twice is one grant."""
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="grants", null=True)
    """Null once they had their data erased: the amount stays in the books, without a person."""
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="grants")
    granted_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="grants")
    granted_at = models.DateTimeField()
    cents = models.PositiveIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    explanation = models.BinaryField(null=True)
    receiver = models.BinaryField(null=True)
    """Name of the holder of the account, as the resident gave it. Sealed, as the account itself."""
    iban = models.BinaryField(null=True)
    end_to_end_id = models.CharField(max_length=35)
    """What the bank knows this payment by. It changes only when the bank said that it did not leave."""
    returned_at = models.DateTimeField(null=True)
    returned_because = models.BinaryField(null=True)
    """The second person or the bank saw a fault in the account; the first one mends it. Without
    `returned_at`: what the bank said, for the second person."""
    released_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    released_at = models.DateTimeField(null=True)
    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="payments", null=True)
    paid_at = models.DateTimeField(null=True)
    """When the bank said, or somebody saw on the statement, that it left."""
    withdrawn_at = models.DateTimeField(null=True)
    """The resident erased everything before the money left: it went back to the budget."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["token"], name="money_one_grant_per_form"),
            models.UniqueConstraint(fields=["end_to_end_id"], name="money_one_payment_per_id"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="money_a_grant_is_an_amount"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="money_way_is_known"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="money_reason_is_known"),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("granted_by")),
                name="money_released_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="money_a_release_has_a_person_and_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True)
                | Q(way=Way.BANK.value, released_at__isnull=False, withdrawn_at__isnull=True),
                name="money_only_released_payments_are_in_a_file",
            ),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True) | Q(file__isnull=False),
                name="money_what_the_bank_paid_was_in_a_file",
            ),
            models.CheckConstraint(
                condition=Q(resident__isnull=False)
                | Q(
                    explanation__isnull=True,
                    receiver__isnull=True,
                    iban__isnull=True,
                    returned_because__isnull=True,
                ),
                name="money_without_a_person_nothing_personal",
            ),
        )
        indexes = (
            models.Index(fields=["resident", "granted_at"], name="money_of_resident"),
            models.Index(fields=["granted_by", "granted_at"], name="money_of_professional"),
            models.Index(
                fields=["granted_at"],
                condition=Q(released_at__isnull=True, withdrawn_at__isnull=True),
                name="money_waits_for_release",
            ),
        )


class BankAnswer(models.Model):
    """One message of the bank about one file, or what somebody saw on the statement. Read once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="answers")
    message_id = models.CharField(max_length=35, blank=True)
    """The bank's own; empty for the statement."""
    made_at = models.DateTimeField()
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["file", "message_id"], name="money_an_answer_is_read_once"),
        )


class SaidOfPayment(models.Model):
    """What the bank said of one payment as it was in that file: codes, no names."""

    answer = models.ForeignKey(BankAnswer, on_delete=models.PROTECT, related_name="said")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="said")
    end_to_end_id = models.CharField(max_length=35)
    code = models.CharField(max_length=4)
    reasons = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=8)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["answer", "end_to_end_id"], name="money_an_answer_says_one_thing_of_a_payment"
            ),
            models.UniqueConstraint(
                fields=["end_to_end_id"],
                condition=Q(means=Means.REFUSED.value),
                name="money_a_payment_is_refused_once",
            ),
            models.CheckConstraint(
                condition=Q(means__in=[each.value for each in Means]), name="money_what_is_said_is_known"
            ),
        )


class Quiet(models.Model):
    """A question to somebody with a mandate who granted nothing for two months: why? About no resident."""

    class Because(models.TextChoices):
        """The answer, in a word that can be counted."""

        NOBODY = "nobody", "Niemand had het nodig."
        UNSURE = "unsure", "Ik wist niet of het mocht."
        HARD = "hard", "Het kost te veel moeite."
        ELSEWHERE = "elsewhere", "Iemand anders betaalde het."
        OTHER = "other", "Iets anders."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="quiets")
    since = models.DateField()
    asked_at = models.DateTimeField()
    because = models.CharField(max_length=10, choices=Because.choices, blank=True)
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mandate", "since"], name="money_asked_once_about_a_silence"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | (Q(because__in=["nobody", "unsure", "hard", "elsewhere", "other"]) & ~Q(words="")),
                name="money_an_answer_has_words",
            ),
        )


class Count(models.Model):
    """How much was granted for what, by team and month, without anybody in it: what signals may read."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    """Its first day."""
    reason = models.CharField(max_length=8, choices=Reason.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    number = models.PositiveIntegerField(default=0)
    cents = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["team", "month", "reason", "way"], name="money_counted_once_per_kind"
            ),
        )
