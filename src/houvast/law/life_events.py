"""What changes when something happens in a life: what to check first, what starts, what changes, what stops.

Takes   `laws/life_events/*.yaml` and the corpus that they speak of.
Gives   frozen `LifeEvent`s, or a fault for each that is wrong, by file and place.
Knows   nothing of households: which of these lines hold for somebody, an assessment tells.
"""

import dataclasses
import datetime
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from houvast.law import strict_yaml
from houvast.law.corpus import Corpus
from houvast.law.errors import BadCorpus, Fault
from houvast.law.reading import Fields, Text

FOLDER = "life_events"
PARTS = ("check_first", "starts", "changes", "stops")
"""The parts of an event in the order in which somebody needs them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One thing to know: when, what, by which article ("" when practice only), and of which schemes."""

    when: Text
    says: Text
    article: str
    schemes: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens in a life. `words` are what people say; `parts` go by the names in `PARTS`."""

    name: str
    title: Text
    words: tuple[str, ...]
    parts: Mapping[str, tuple[Line, ...]]
    checked: tuple[datetime.date | None, str]
    file: str

    @property
    def schemes(self) -> frozenset[str]:
        """Every scheme that it speaks of."""
        return frozenset(scheme for lines in self.parts.values() for line in lines for scheme in line.schemes)


def read_life_events(laws: Path, corpus: Corpus) -> tuple[LifeEvent, ...]:
    """Every life event, by its Dutch title. Raises `BadCorpus` with every fault found.

    A line about a scheme of another municipality than the corpus' own is left out.
    """
    everywhere = {file.stem for file in laws.glob("*/*.yaml") if file.parent.name not in {"facts", FOLDER}}
    faults: list[Fault] = []
    found = []
    for file in sorted((laws / FOLDER).glob("*.yaml")):
        try:
            content = strict_yaml.read_file(file)
        except strict_yaml.Unreadable as error:
            faults.append(error.at(f"{FOLDER}/{file.name}"))
            continue
        found.append(_event(Fields(content, f"{FOLDER}/{file.name}", faults), file.stem, everywhere))
    if faults:
        raise BadCorpus(sorted(set(faults)))
    return tuple(sorted((_here(event, corpus) for event in found), key=lambda event: event.title["nl"]))


def dangling_events(corpus: Corpus, events: Collection[LifeEvent]) -> Iterator[Fault]:
    """Schemes that name a life event which does not exist."""
    known = {event.name for event in events}
    for law in corpus.laws.values():
        for name in law.getting_it.get("life_events") or ():
            if name not in known:
                yield Fault(law.file, f"There is no life event {name!r}.", "Name a file of life_events/.")


def _event(fields: Fields, name: str, everywhere: Collection[str]) -> LifeEvent:
    checked = fields.inner("checked", required=True)
    event = LifeEvent(
        name=name,
        title=fields.translated("title", all_languages=True),
        words=fields.names("words"),
        parts={part: tuple(_lines(fields, part, everywhere)) for part in PARTS},
        checked=(checked.day("on"), checked.text("by")),
        file=fields.where,
    )
    if not event.parts["check_first"]:
        fields.fault("Nothing is said to be checked first.", "Add `check_first:` with at least one line.")
    checked.finish()
    fields.finish()
    return event


def _lines(fields: Fields, part: str, everywhere: Collection[str]) -> Iterator[Line]:
    first = part == "check_first"
    for item in fields.items(part, name="scheme"):
        schemes = item.names("schemes") if first else (item.text("scheme"),)
        for scheme in schemes:
            if scheme not in everywhere:
                item.fault(f"There is no scheme {scheme[:60]!r}.", "Name the file of a law, without .yaml.")
        yield Line(
            when=item.translated("when", all_languages=True),
            says=item.translated("says", all_languages=True),
            article=item.text("article", required=False),
            schemes=schemes,
        )
        item.finish()


def _here(event: LifeEvent, corpus: Corpus) -> LifeEvent:
    """The event without lines that speak only of schemes elsewhere."""
    parts = {
        part: tuple(
            dataclasses.replace(line, schemes=tuple(name for name in line.schemes if name in corpus.laws))
            for line in lines
            if not line.schemes or any(name in corpus.laws for name in line.schemes)
        )
        for part, lines in event.parts.items()
    }
    return dataclasses.replace(event, parts=parts)
