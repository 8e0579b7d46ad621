"""Budgets and mandates of the emergency buffer in the fictional city.

Takes   the professionals of the demo, by their short name, and the moment of loading.
Gives   a budget per team for this year, mandates to grant for both of each duo, and to release for all.
Knows   nothing that the page of the administrator could not do. Amounts are made up.
"""

import datetime as dt
from collections.abc import Mapping

from houvast.money.api import give_budget, give_mandate
from houvast.people.api import Professional

BUDGET = 7_500_00
PER_GRANT, PER_MONTH = 300_00, 1_500_00
"""In euro cents."""
MANDATED = ("fatima", "dennis", "elif", "ruben")


def load_money(staff: Mapping[str, Professional], *, at: dt.datetime) -> None:
    """Give what the administrator of the demo gives."""
    for name in MANDATED:
        team = staff[name].team
        assert team is not None, "the demo's counsellors are in a team"
        give_budget(team, year=at.year, cents=BUDGET)
        give_mandate(
            staff[name],
            most_per_grant=PER_GRANT,
            most_per_month=PER_MONTH,
            may_release=True,
            by=staff["wouter"],
            at=at,
        )
    give_mandate(
        staff["marijke"], most_per_grant=0, most_per_month=0, may_release=True, by=staff["wouter"], at=at
    )
