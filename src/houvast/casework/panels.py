"""Open places on the request page and on the track-and-trace page, filled by the sub-apps of this room.

Takes   panels, each added once by its sub-app when it starts (`AppConfig.ready`).
Gives   the filled panels of one place for one request, in their order, each rendered by its own template.
Knows   nothing of who fills them: a sub-app imports this file, this file imports no sub-app.

How to add a panel, an action and a block stands in docs/casework.md, "Adding a part to the pages".
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.template import Engine, RequestContext
from django.utils.safestring import SafeString

from houvast.casework.models import HelpRequest
from houvast.people.api import Actor


class Place(StrEnum):
    """Where a panel can stand."""

    DESK_TOP = "desk-top"
    """Above everything on the request page: only for what cannot wait."""
    DESK_MAIN = "desk-main"
    """Between what to do now and the resident's own words."""
    DESK_ASIDE = "desk-aside"
    """Beside it, under who holds the request."""
    FOLLOW_MAIN = "follow-main"
    """On the resident's page, between who does what and the route."""
    FOLLOW_ASIDE = "follow-aside"
    """On the resident's page, under the faces."""
    BESIDE = "beside"
    """On the page of a guest. A panel asks itself whether its part was chosen for this guest."""


@dataclass(frozen=True, kw_only=True)
class Glance:
    """One look at one request: all that a panel may build on. The look is in the ledger already."""

    request: HelpRequest
    actor: Actor
    at: dt.datetime
    may: frozenset[str] = frozenset()
    """The changes of the table of states that this actor can make now; empty on the resident's page."""
    forms: Mapping[str, Any] = field(default_factory=dict)
    """Every form of the request page by its name with `_` for `-`; the one with faults keeps what was
    typed."""
    unfolded: str = ""
    """The name of the form that has faults, to be shown open."""

    @property
    def on(self) -> dt.date:
        """The day of the look."""
        return self.at.date()


Context = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One part of a page. Its template gets `glance`, `request` and what `context` gives."""

    key: str
    """Unique, also the way to take it out of a test."""
    place: Place
    template: str
    context: Callable[[Glance], Context | None]
    """None: there is nothing to show, and no panel."""
    rank: int = 50
    """Lower stands higher."""
    needs: str = "look"
    """The part of a mandate that somebody needs who looks on the resident's behalf: `money` for amounts."""


class TwicePut(ValueError):
    """A panel with this key stands there already. Give the new one a key of its own."""


_panels: dict[str, Panel] = {}


def add(panel: Panel) -> None:
    """Put a panel in its place. Raises `TwicePut` when another one has its key."""
    if _panels.setdefault(panel.key, panel) != panel:
        raise TwicePut(f"There is a panel {panel.key!r} already.")


def filled(place: Place, glance: Glance, *, asked: HttpRequest) -> list[SafeString]:
    """The panels of this place that have something to show, rendered, in their order."""
    standing = sorted(
        (panel for panel in _panels.values() if panel.place is place and glance.actor.may(panel.needs)),
        key=lambda panel: panel.rank,
    )
    parts = [
        (Engine.get_default().get_template(panel.template), context)
        for panel in standing
        if (context := panel.context(glance)) is not None
    ]
    if not parts:
        return []
    page = RequestContext(asked)  # what every page may say is found once, not for each panel
    rendered = []
    with page.bind_template(parts[0][0]):
        for template, context in parts:
            with page.push(**context, glance=glance):
                rendered.append(template.render(page))
    return rendered
