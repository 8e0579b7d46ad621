"""When a job runs.

Takes   a job's rhythm and a moment.
Gives   its newest slot: the moment, at or before now, at which it had to run.
Knows   nothing of the database, of workers or of what the job does.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Every:
    """Again and again, `minutes` apart, counted in UTC: summer time neither doubles nor skips one."""

    minutes: int

    def slot(self, at: dt.datetime) -> dt.datetime:
        """The newest slot at or before `at`."""
        step = dt.timedelta(minutes=self.minutes)
        return _EPOCH + (at - _EPOCH) // step * step


@dataclass(frozen=True)
class Daily:
    """Once a day, at a time on the clock in Amsterdam. Choose none between 2 and 3: that hour is absent
    once a year."""

    hour: int
    minute: int = 0

    def slot(self, at: dt.datetime) -> dt.datetime:
        """The newest slot at or before `at`, in UTC."""
        day = at.astimezone(AMSTERDAM).date()
        today = self._on(day)
        return today if today <= at else self._on(day - dt.timedelta(days=1))

    def _on(self, day: dt.date) -> dt.datetime:
        local = dt.datetime.combine(day, dt.time(self.hour, self.minute), tzinfo=AMSTERDAM)
        return local.astimezone(dt.UTC)


Rhythm = Every | Daily
