"""Who may grant how much, from which budget.

Takes   a mandate per person and a budget per team and year, as they were given.
Gives   the mandate and the budget that hold on a day, and what is left of both.
Knows   nothing of residents.
"""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import DateField, Q, Sum

from houvast.money.models import Budget, Grant, Mandate
from houvast.people.api import Professional, Team
from houvast.prepared import Given, Prepared


class NoMandate(PermissionError):
    """This professional may not do this with the buffer today. Somebody else gives mandates; nothing was
    changed."""


class MandateTooSmall(PermissionError):
    """The amount is more than this mandate allows, at once or in this month; `left` is what it does allow."""

    def __init__(self, left: int) -> None:
        super().__init__(f"This mandate allows {left} cents now.")
        self.left = left


class NoBudget(LookupError):
    """Nobody gave this team a budget for this year, so nothing can be granted from it."""


class BudgetSpent(RuntimeError):
    """The budget of the team holds less than this; `left` is what it does hold, in cents."""

    def __init__(self, left: int) -> None:
        super().__init__(f"The budget holds {left} cents.")
        self.left = left


class BelowWhatWasGranted(ValueError):
    """A budget cannot become smaller than what was granted from it already; `granted` in cents."""

    def __init__(self, granted: int) -> None:
        super().__init__(f"{granted} cents were granted already.")
        self.granted = granted


def running(on: dt.date | Given) -> Q:
    """The mandates that hold on this day."""
    return Q(first_day__lte=on) & (Q(last_day__isnull=True) | Q(last_day__gte=on))


def mandate_of(professional_id: UUID | None, *, on: dt.date) -> Mandate | None:
    """The mandate of this professional on this day, or none."""
    return _mandate_of.first(professional=professional_id, on=on)


_mandate_of: Prepared[Mandate] = Prepared(
    lambda: (
        Mandate.objects.select_related("professional__team", "professional__organisation")
        .filter(running(Given("on", DateField())))
        .filter(professional=Given("professional"), professional__active=True)
        .order_by("pk")[:1]
    )
)


def budget_of(mandate: Mandate, *, on: dt.date) -> Budget | None:
    """The budget that this mandate draws from on this day: of the team, for the calendar year."""
    return Budget.objects.filter(team=mandate.professional.team_id, year=on.year).first()


def left_in_month(mandate: Mandate, *, on: dt.date) -> int:
    """What this mandate still allows in this calendar month, in cents."""
    granted = Grant.objects.filter(
        granted_by=mandate.professional_id,
        granted_at__year=on.year,
        granted_at__month=on.month,
        withdrawn_at__isnull=True,
    ).aggregate(cents=Sum("cents"))
    return max(0, mandate.most_per_month - (granted["cents"] or 0))


def most_now(mandate: Mandate, *, on: dt.date) -> int:
    """The largest amount that can be granted now, in cents; 0 without a budget."""
    budget = budget_of(mandate, on=on)
    return min(mandate.most_per_grant, left_in_month(mandate, on=on), budget.left if budget else 0)


def team_of(professional_id: UUID) -> UUID | None:
    """The team of this professional."""
    return Professional.objects.filter(pk=professional_id).values_list("team", flat=True).first()


def releasers(organisations: Collection[UUID], *, on: dt.date) -> list[UUID]:
    """Who of these organisations may release payments on this day."""
    found = Mandate.objects.filter(
        running(on),
        may_release=True,
        professional__active=True,
        professional__organisation__in=organisations,
    )
    return list(found.order_by("professional").values_list("professional", flat=True).distinct())


@transaction.atomic
def give_mandate(
    professional: Professional,
    *,
    most_per_grant: int,
    most_per_month: int,
    may_release: bool,
    by: Professional,
    at: dt.datetime,
) -> Mandate:
    """A mandate from today on, amounts in cents; the one that ran until now ends yesterday.

    The same day twice: the newer one replaces it. All zero and no release: the mandate ends. Raises
    `NoMandate` for who would give it to themselves, or to somebody of another organisation.
    """
    if by.pk == professional.pk or by.organisation_id != professional.organisation_id:
        raise NoMandate("A mandate is given by somebody else of the same organisation.")
    on = at.date()
    Professional.objects.select_for_update().get(pk=professional.pk)
    ended = Mandate.objects.filter(professional=professional, last_day__isnull=True).first()
    if ended is not None:
        # One that began today never held for a whole day: it ends before it began, and no day has two.
        ended.last_day = on - dt.timedelta(days=1)
        ended.save()
    mandate = Mandate(
        professional=professional,
        most_per_grant=most_per_grant,
        most_per_month=max(most_per_month, most_per_grant),
        may_release=may_release,
        first_day=on,
        given_by=by,
        given_at=at,
    )
    if most_per_grant or may_release:
        mandate.save(force_insert=True)
    return mandate


@transaction.atomic
def give_budget(team: Team, *, year: int, cents: int) -> Budget:
    """What this team can grant in this year, in all. Raises `BelowWhatWasGranted`."""
    Budget.objects.bulk_create([Budget(team=team, year=year, amount=0)], ignore_conflicts=True)
    budget = Budget.objects.select_for_update().get(team=team, year=year)
    if cents < budget.granted:
        raise BelowWhatWasGranted(budget.granted)
    budget.amount = cents
    budget.save()
    return budget
