"""The one table of states of a help request.

Takes   its lines, by subject, from `changes/`; a sub-app of this room adds its own there.
Gives   for every change: from, to, who may, what must be true, what the resident reads, which clocks start
and stop.
Knows   nothing of the database or Django; `acts.py` walks the table, docs/casework.md shows it, the
resident reads it.

Whatever is not in this table cannot happen. There is no change that sends somebody away.
"""

from houvast.casework.changes.against import AGAINST
from houvast.casework.changes.around import AROUND
from houvast.casework.changes.core import CORE
from houvast.casework.changes.late import LATE
from houvast.casework.changes.money import MONEY
from houvast.casework.changes.plan import PLAN
from houvast.casework.states import Change, NotInTheTable, Phase, Who

TABLE: tuple[Change, ...] = (*CORE, *AROUND, *AGAINST, *LATE, *MONEY, *PLAN)

_BY_NAME = {change.name: change for change in TABLE}


def change(name: str, *, phase: Phase, who: frozenset[Who]) -> Change:
    """The line of the table for `name`, when it exists in `phase` for somebody who is one of `who`.

    Raises `NotInTheTable` with the reason.
    """
    found = _BY_NAME.get(name)
    if found is None:
        raise NotInTheTable(f"There is no change {name!r}; casework/table.py has {sorted(_BY_NAME)}.")
    if phase not in found.from_:
        raise NotInTheTable(f"{name!r} does not exist while a request is {phase.value}.")
    if not who & set(found.who):
        raise NotInTheTable(f"{name!r} is for {', '.join(found.who)}.")
    return found


def possible(phase: Phase, who: frozenset[Who]) -> frozenset[str]:
    """The names of the changes that somebody may make now: what the page shows as buttons."""
    return frozenset(line.name for line in TABLE if phase in line.from_ and who & set(line.who))
