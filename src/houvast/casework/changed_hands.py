"""Somebody else holds a request from now on, and what hangs on people goes along.

Takes   a request with its new duo within an act, or an absence that was told or ended.
Gives   the assignment with its reason; and a call to every sub-app that keeps something for those people.
Knows   nothing of what goes along: a sub-app adds itself with `go_along`, this file imports none.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from houvast.casework.acts import Form
from houvast.casework.models import Absence, Assignment, HelpRequest
from houvast.people.api import Actor, Duo


@dataclass(frozen=True)
class Along:
    """What a sub-app does, within the same transaction, when other people come to stand around a request."""

    given: Callable[[HelpRequest, Form], None]
    """The request has another duo. The caller of `give` saves it."""
    away: Callable[[Absence, Actor, dt.datetime], None]
    """Somebody will be away in a period, or will be there after all."""


_along: list[Along] = []


def go_along(along: Along) -> None:
    """Hear of it from now on; added twice it is heard once."""
    if along not in _along:
        _along.append(along)


def give(request: HelpRequest, duo: Duo, form: Form, *, because: str, over_ceiling: bool = False) -> None:
    """This duo holds the request, with the reason that the resident reads. Within an act, which saves it."""
    request.duo = duo
    request.assigned_because = because
    Assignment.objects.create(
        request=request,
        duo=duo,
        by_id=form.actor.professional_id,
        at=form.at,
        because=because,
        over_ceiling=over_ceiling,
    )
    for each in _along:
        each.given(request, form)


def tell_away(absence: Absence, actor: Actor, *, at: dt.datetime) -> None:
    """An absence was told, or ended: in the transaction that wrote it."""
    for each in _along:
        each.away(absence, actor, at)
