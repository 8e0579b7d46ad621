"""Who there is: accounts, organisations, teams, professionals, duos and residents.

Takes   nothing but what is needed to sign in and to know who works with whom.
Gives   the rows that every other room points at.
Knows   nothing about a resident: no name, no address, no question. Those are sealed facts in the vault.
"""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Greatest, Least, Lower


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts. Nobody becomes a professional here; see `people.api.new_professional`."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Account":
        """An account with this e-mail address; without a password it can only sign in by OpenID Connect."""
        account = self.model(email=email.strip().lower() if email else None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this e-mail address, however its capitals were typed."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A way to sign in, for a resident or a professional.

    What somebody may do hangs on those, never on this. Who came in with DigiD may have no e-mail address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["email"], name="one_account_per_email"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Organisation(models.Model):
    """A municipality's service or one of its partners."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["name"], name="one_organisation_per_name"),)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """The people of one organisation for one neighbourhood."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    neighbourhood_code = models.CharField(max_length=20, blank=True)
    neighbourhood_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "name"], name="one_team_per_name_in_an_organisation"
            ),
        )
        indexes = (models.Index(fields=["neighbourhood_code"], name="team_neighbourhood"),)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a professional does here; somebody may have several."""

    COUNSELLOR = "counsellor", "hulpverlener"
    TEAM_LEAD = "team_lead", "teamleider"
    POLICY_MAKER = "policy_maker", "beleidsmaker"
    ADMINISTRATOR = "administrator", "beheerder"


class Professional(models.Model):
    """Somebody who works here. Whoever is not `active` may see nothing, whatever account they still have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="professional")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="professionals")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="professionals", null=True, blank=True
    )
    display_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(display_name=""), name="professional_has_a_name"),
        )

    def __str__(self) -> str:
        return self.display_name

    @property
    def roles(self) -> frozenset[str]:
        """Every role of this professional."""
        return frozenset(holding.role for holding in self.role_rows.all())

    @property
    def languages(self) -> tuple[str, ...]:
        """What this professional speaks with residents: ISO 639-1 codes in alphabetical order."""
        return tuple(sorted(row.code for row in self.language_rows.all()))


class ProfessionalRole(models.Model):
    """That a professional has a role."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="role_rows")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["professional", "role"], name="a_role_is_held_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_role_is_a_known_one"),
        )


class ProfessionalLanguage(models.Model):
    """That a professional speaks a language with residents."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="language_rows")
    code = models.CharField(max_length=10)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["professional", "code"], name="a_language_is_spoken_once"),
        )


class Duo(models.Model):
    """Two professionals of one team who hold requests together. Made only by `people.api.form_duo`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="duos")
    first = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="duos_as_first")
    second = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="duos_as_second")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="a_duo_is_two_people"),
            models.UniqueConstraint(
                Least("first", "second"),
                Greatest("first", "second"),
                condition=models.Q(active=True),
                name="two_people_are_one_active_duo_at_most",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first.display_name} en {self.second.display_name}"

    @property
    def members(self) -> tuple[Professional, Professional]:
        """Both, the first one first."""
        return (self.first, self.second)


class Resident(models.Model):
    """Somebody who asked something.

    The row of an erased resident stays, empty, so that their log can be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(
        Account, on_delete=models.SET_NULL, related_name="resident", null=True, blank=True
    )
    code_digest = models.CharField(max_length=64, null=True, blank=True, editable=False)
    language = models.CharField(max_length=10, default="nl")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code_digest"], name="one_resident_per_code"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(account__isnull=True, code_digest__isnull=True),
                name="who_is_erased_has_no_way_in",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class MandateKind(models.TextChoices):
    """What somebody is to the resident for whom they act."""

    PARTNER = "partner", "partner"
    PARENT = "ouder", "ouder"
    CHILD = "kind", "kind"
    HELPER = "helper", "iemand die helpt"
    BUDGET = "budgetbeheerder", "budgetbeheerder"
    BEWIND = "bewindvoerder", "bewindvoerder"
    MENTOR = "mentor", "mentor"


class Mandate(models.Model):
    """That somebody may act on a resident's behalf ("namens"): in which parts, from when and until when.

    Given by the resident, who can take it back at any moment; or by a court (bewind: BW 1:431, mentorschap:
    BW 1:450), with its reference, looked at by a professional. Made and ended only by `mandates.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="mandates")
    """Who is represented."""
    representative = models.ForeignKey(
        Resident, on_delete=models.PROTECT, related_name="acts_for", null=True, blank=True
    )
    """Who acts, with a code or account of their own; or else:"""
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="acts_for", null=True, blank=True
    )
    kind = models.CharField(max_length=20, choices=MandateKind.choices)
    label = models.BinaryField(null=True)
    """What the resident calls them. Sealed by whoever has the vault; this room cannot read it."""
    may_look = models.BooleanField(default=True)
    may_answer = models.BooleanField(default=False)
    may_decide = models.BooleanField(default=False)
    may_money = models.BooleanField(default=False)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """The last day; empty: until somebody ends it."""
    court_reference = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    """When the resident said yes."""
    checked_by = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Who saw the court's decision."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    """When the representative said yes."""
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(representative__isnull=False, professional__isnull=True)
                | models.Q(representative__isnull=True, professional__isnull=False),
                name="a_mandate_is_one_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(representative__isnull=True)
                | ~models.Q(representative=models.F("resident")),
                name="nobody_acts_for_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=MandateKind.values), name="a_mandate_is_of_a_known_kind"
            ),
            models.CheckConstraint(condition=models.Q(may_look=True), name="who_acts_may_look"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on")),
                name="a_mandate_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(court_reference="", checked_by__isnull=True)
                | (~models.Q(court_reference="") & models.Q(checked_by__isnull=False)),
                name="a_courts_decision_was_seen",
            ),
        )
        indexes = (
            models.Index(fields=["resident"], name="mandates_of_a_resident"),
            models.Index(fields=["representative"], name="mandates_of_representative"),
            models.Index(fields=["professional"], name="mandates_of_professional"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def by_court(self) -> bool:
        """Whether a court gave it; then the resident cannot take it back, a court can."""
        return self.court_reference != ""

    @property
    def parts(self) -> frozenset[str]:
        """In which parts one may act: look, answer, decide, money."""
        named = {"look": self.may_look, "answer": self.may_answer}
        named |= {"decide": self.may_decide, "money": self.may_money}
        return frozenset(name for name, may in named.items() if may)

    def holds(self, on: dt.date) -> bool:
        """Whether one may act by it on this day: both said yes (or the court did), and within its period."""
        agreed = self.accepted_at is not None and (self.by_court or self.given_at is not None)
        within = self.begins_on <= on and (self.ends_on is None or on <= self.ends_on)
        return agreed and within and self.ended_at is None


class Attempts(models.Model):
    """How often one client tried to guess one kind of thing in the present window.

    No client can be read from it.
    """

    bucket = models.CharField(max_length=64, primary_key=True)
    began_at = models.DateTimeField()
    count = models.PositiveIntegerField()


class KeptKey(models.Model):
    """The key of one use, from a secret that was replaced; sealed with the secret that is set now.

    See `people/keys.py`.
    """

    use = models.CharField(max_length=40)
    name = models.CharField(max_length=16)
    """Which key it is; nothing can be read from it."""
    sealed = models.BinaryField()
    sealed_by = models.CharField(max_length=16)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["use", "name"], name="an_earlier_key_is_kept_once"),)


class CacheEntry(models.Model):
    """The table behind Django's cache, which allauth counts its own limits in.

    In the database because several server processes must count together, and no cache server is asked for.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_cache"
