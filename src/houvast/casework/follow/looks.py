"""Who looked, as the resident reads it: per person and day in one line, with every look behind it.

Takes   the log, newest first, and the resident's language.
Gives   groups, the newest first, of which every line can be unfolded; none is left out.
Knows   nothing of pages or the database.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from houvast.casework.history import in_the_log
from houvast.ledger.api import LogLine

AT_ONCE = 200
"""Lines of the log on one page, cut where a day ends."""


@dataclass(frozen=True)
class Look:
    """One line of the log in the reader's language."""

    moment: dt.datetime
    text: str
    changed: bool


@dataclass(frozen=True)
class Looked:
    """One person on one day."""

    who: str
    organisation: str
    purposes: tuple[str, ...]
    """Each once, the newest first."""
    looks: tuple[Look, ...]

    @property
    def newest(self) -> dt.datetime:
        """The last moment of that day."""
        return self.looks[0].moment

    @property
    def changed(self) -> bool:
        """Whether something was changed, beside looking."""
        return any(look.changed for look in self.looks)


def whole_days(lines: Sequence[LogLine]) -> Sequence[LogLine]:
    """Of `AT_ONCE` lines and one more, those of the days that are whole: a day is not torn over two pages.

    A day that does not fit on a page is torn after all, so that whoever turns pages always gets further.
    """
    if len(lines) <= AT_ONCE:
        return lines
    torn = timezone.localdate(lines[AT_ONCE].at)
    whole = [line for line in lines[:AT_ONCE] if timezone.localdate(line.at) != torn]
    return whole or lines[:AT_ONCE]


def grouped(lines: Sequence[LogLine]) -> list[Looked]:
    """Per person and day; a person is a name with an organisation, oneself, or who acts on one's behalf."""
    same: dict[tuple[object, ...], list[LogLine]] = {}
    for line in lines:
        who = (line.actor_kind, line.who, line.organisation, line.on_behalf_of)
        same.setdefault((timezone.localdate(line.at), *who), []).append(line)
    return [_looked(found) for found in same.values()]


def _looked(lines: list[LogLine]) -> Looked:
    return Looked(
        who=_who(lines[0]),
        organisation=lines[0].organisation,
        purposes=tuple(dict.fromkeys(in_the_log(line.purpose) for line in lines)),
        looks=tuple(Look(line.at, _text(line), line.action != "look") for line in lines),
    )


def _who(line: LogLine) -> str:
    if line.on_behalf_of:
        return gettext("Namens u: %(who)s") % {"who": line.who or gettext("wie u dat vroeg")}
    others = {"resident": gettext("U zelf"), "system": gettext("De computer")}
    return line.who or others.get(line.actor_kind, gettext("Iemand zonder toegang"))


def _text(line: LogLine) -> str:
    did = gettext("keek") if line.action == "look" else gettext("veranderde iets")
    return f"{did}: {in_the_log(line.kind)} ({in_the_log(line.purpose)})"
