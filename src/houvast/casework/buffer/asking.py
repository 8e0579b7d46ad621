"""A payment file of which the bank said nothing: whoever may release payments is asked to look.

Takes   the moment. After how many working days stands in `money/bank_codes.yaml`.
Gives   a mark on the file, which its page shows, and one mail a day to each.
Knows   nothing of what the bank will say.
"""

import datetime as dt

from houvast.casework import workdays
from houvast.casework.post import api as post
from houvast.money import api as money
from houvast.people.api import Professional


def ask_about_payments(*, at: dt.datetime) -> int:
    """Ask about every file that waits too long; gives how many people were asked. Run twice, it asks once."""
    people = money.look_after(before=_latest(at.date()), at=at)
    for person in Professional.objects.filter(pk__in=people).order_by("pk"):
        post.queue(person, "staff-bank", key=f"bank {person.pk} {at:%Y-%m-%d}", at=at)
    return len(people)


def _latest(on: dt.date) -> dt.date:
    """The first day that is too near: what was fetched before it has waited the whole term by `on`."""
    day = on
    while workdays.between(day, on) <= money.BANK_CODES.look_after:
        day -= dt.timedelta(days=1)
    return day + dt.timedelta(days=1)
