"""Something happens in a life: what to do first, what starts, what changes and what stops.

Takes   the life events of this installation, and a household's fuse box when there is a household.
Gives   frozen lines in the reader's language, each with the switches of the schemes that it speaks of.
Knows   nothing of pages, nor of when the event happens: each line says in words when it holds.
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator

from django.conf import settings

from houvast.law.api import LifeEvent, Line, read_life_events
from houvast.rights.box import FuseBox, Switch
from houvast.rights.corpora import corpus
from houvast.rights.naming import Said, said


@dataclasses.dataclass(frozen=True)
class SchemeTold:
    """A scheme in a line. `switch` is how it stands for the household; None without one, or when no day was
    checked.
    """

    scheme: str
    title: str
    called: str
    switch: Switch | None


@dataclasses.dataclass(frozen=True)
class LineTold:
    """One thing to know. `article` is "" where only practice tells it."""

    when: Said
    says: Said
    article: str
    schemes: tuple[SchemeTold, ...]


@dataclasses.dataclass(frozen=True)
class EventTold:
    """One event in the reader's language."""

    name: str
    title: str
    check_first: tuple[LineTold, ...]
    starts: tuple[LineTold, ...]
    changes: tuple[LineTold, ...]
    stops: tuple[LineTold, ...]


@dataclasses.dataclass(frozen=True)
class EventNamed:
    """One event as a link."""

    name: str
    title: str


@functools.cache
def life_events() -> tuple[LifeEvent, ...]:
    """Every life event that we know. Raises `BadCorpus` with every fault."""
    return read_life_events(settings.CONFIG.corpus_dir, corpus())


def life_event(name: str) -> LifeEvent:
    """The event of this name. Raises `LookupError` for one that is not there."""
    for event in life_events():
        if event.name == name:
            return event
    raise LookupError(f"There is no life event {name[:60]!r}.")


def named(events: Iterable[LifeEvent]) -> list[EventNamed]:
    """These events in the reader's language, where their pages are only linked to."""
    return [EventNamed(event.name, said(event.title).text) for event in events]


def told(event: LifeEvent, *, box: FuseBox | None = None) -> EventTold:
    """The event for whoever reads: in their language, beside their own switches when `box` is given."""
    parts = {part: tuple(_told(lines, box)) for part, lines in event.parts.items()}
    return EventTold(name=event.name, title=said(event.title).text, **parts)


def _told(lines: tuple[Line, ...], box: FuseBox | None) -> Iterator[LineTold]:
    for line in lines:
        schemes = tuple(_scheme(name, box) for name in line.schemes)
        yield LineTold(said(line.when), said(line.says), line.article, schemes)


def _scheme(name: str, box: FuseBox | None) -> SchemeTold:
    law = corpus().laws[name]
    return SchemeTold(name, law.title, said(law.called).text, box.switch(name) if box else None)
