"""From which day something changes by itself: a birthday that is near.

Takes   an assessment of today.
Gives   per scheme the first day within two months on which the answer is another one.
Knows   nothing of planned events; it looks only when somebody's birthday is near, for else nothing turns by
        itself.
"""

import datetime as dt
from collections.abc import Iterator

from houvast.law.api import Answer, Assessment, OutsideCorpus, Situation
from houvast.rights.corpora import assess, corpus

LOOK_AHEAD = dt.timedelta(days=62)
Turn = tuple[dt.date, Answer]


def turns(assessment: Assessment) -> dict[str, Turn]:
    """The first coming day on which a scheme's answer turns to yes or no, by scheme."""
    before = {outcome.scheme: outcome.answer for outcome in assessment.outcomes}
    found: dict[str, Turn] = {}
    for day in near_days(assessment.situation, assessment.on):
        then = assess(assessment.situation, on=day)
        for outcome in then.outcomes:
            turned = (
                outcome.answer is not Answer.DEPENDS
                and before.get(outcome.scheme, outcome.answer) is not outcome.answer
            )
            if turned and before[outcome.scheme] is not Answer.DEPENDS:
                found.setdefault(outcome.scheme, (day, outcome.answer))
    return found


def near_days(situation: Situation, on: dt.date) -> list[dt.date]:
    """The birthdays that are near, and the first of the month after each: that is when the laws look.

    Only days that somebody checked the laws for: of other days we say nothing.
    """
    days: set[dt.date] = set()
    for person in situation.persons:
        born = person.facts.get("geboortedatum")
        if isinstance(born, dt.date):
            for birthday in _birthdays(born, on):
                days |= {birthday, (birthday.replace(day=1) + dt.timedelta(days=32)).replace(day=1)}
    return sorted(day for day in days if on < day <= on + LOOK_AHEAD and _checked(day))


def _checked(day: dt.date) -> bool:
    try:
        return bool(corpus().schemes_on(day))
    except OutsideCorpus:
        return False


def _birthdays(born: dt.date, on: dt.date) -> Iterator[dt.date]:
    for year in (on.year, on.year + 1):
        leap = born.month == 2 and born.day == 29
        birthday = dt.date(year, 3, 1) if leap else born.replace(year=year)
        if on - dt.timedelta(days=31) <= birthday <= on + LOOK_AHEAD:
            yield birthday
