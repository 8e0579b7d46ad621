"""All laws together: read, given their meaning, checked against each other, and ready for any day.

Takes   the folder `laws/` and a municipality's name.
Gives   a `Corpus`: facts, laws with formulas as nodes, an order of steps, a program for any day that
        somebody checked.
Knows   nothing of households. Raises `BadCorpus` with every fault; a corpus that loads cannot fail on any
        household.
"""

import datetime
import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

from houvast.law import strict_yaml
from houvast.law.completing import Pools
from houvast.law.errors import BadCorpus, Fault, OutsideCorpus
from houvast.law.explain import Abouts
from houvast.law.facts import FactDefinition, read_facts
from houvast.law.lawfile import Law, StepDefinition, read_law
from houvast.law.meaning import give_meaning
from houvast.law.order import ordered
from houvast.law.priors import Priors, read_priors
from houvast.law.program import Program, StepKey, Task
from houvast.law.proof import divisions_by_zero

NATIONAL_RANKS = ("wet", "amvb", "ministeriele_regeling")


class Corpus:
    """Facts and laws that fit together. Immutable; what is made for a day is kept."""

    def __init__(
        self,
        facts: Mapping[str, FactDefinition],
        laws: Mapping[str, Law],
        digest: str,
        city: str,
        priors: Priors | None = None,
    ) -> None:
        self.facts: Mapping[str, FactDefinition] = facts
        self.laws: Mapping[str, Law] = laws
        self.digest, self.city = digest, city
        self.priors: Priors = priors or {}
        self.order: tuple[StepKey, ...] = ordered(laws)
        """Every step after all steps that it names. Open norms come last, named `law, open:norm`."""
        self.program = functools.lru_cache(maxsize=1024)(self._program)
        self._needed = functools.lru_cache(maxsize=512)(self._all_below)
        self.abouts = functools.lru_cache(maxsize=64)(self._abouts)
        self.pools = functools.lru_cache(maxsize=8)(self._pools)
        self.changes = tuple(sorted({day for law in laws.values() for day in days_of(law)}))
        """Every day on which some value or formula changes, or on which a law begins to be covered."""

    def schemes_on(self, day: datetime.date) -> tuple[str, ...]:
        """The schemes (laws with an outcome) that somebody checked for that day.

        Raises `OutsideCorpus` for none.
        """
        schemes = [law for law in self.laws.values() if law.right is not None]
        found = tuple(law.name for law in schemes if law.covers_day(day))
        if not found:
            raise OutsideCorpus(
                f"Nobody has checked any law for {day}. Choose a day {_checked_days(schemes)}; we never "
                f"guess."
            )
        return found

    def law_on(self, name: str, day: datetime.date) -> Law:
        """A law by name. Raises `LookupError` for an unknown one, `OutsideCorpus` for a day nobody
        checked.
        """
        if name not in self.laws:
            raise LookupError(f"There is no law {name[:60]!r}. The laws are: {', '.join(sorted(self.laws))}.")
        law = self.laws[name]
        if not law.covers_day(day):
            raise OutsideCorpus(f"Nobody has checked {name} for {day}. Choose a day {_checked_days([law])}.")
        return law

    def step(self, key: StepKey) -> StepDefinition:
        """The definition of a step, or of the step behind an open norm."""
        law = self.laws[key[0]]
        if key[1].startswith("open:"):
            return next(norm.step for norm in law.open_norms if f"open:{norm.name}" == key[1])
        return law.steps[key[1]]

    def tasks_on(self, day: datetime.date, schemes: tuple[str, ...]) -> list[Task]:
        """The steps of these schemes and of all that they build on, in order, with the formulas of that
        day.
        """
        needed = self.needed(schemes)
        return [self._task(key, day) for key in self.order if key[0] in needed]

    def values_on(self, day: datetime.date) -> dict[tuple[str, str], object]:
        """Every parameter's value on that day, by law and name."""
        return {
            (law.name, parameter.name): parameter.on(day).value
            for law in self.laws.values()
            for parameter in law.parameters.values()
        }

    def days_of(self, name: str) -> set[datetime.date]:
        """Every day on which some value or formula of this law changes."""
        return days_of(self.laws[name])

    def segment(self, day: datetime.date) -> datetime.date:
        """The first day of the period around `day` in which no value and no formula changes."""
        return max((change for change in self.changes if change <= day), default=day)

    def _program(self, segment: datetime.date, schemes: tuple[str, ...], *, traced: bool) -> Program:
        return Program(self.tasks_on(segment, schemes), self.values_on(segment), traced=traced)

    def _pools(self, on: datetime.date) -> Pools:
        laws = [law for law in self.laws.values() if law.covers_day(on)]
        return Pools(self.facts, laws, on, self.priors)

    def _abouts(self, segment: datetime.date) -> Abouts:
        return Abouts(self, segment)

    def needed(self, schemes: tuple[str, ...]) -> frozenset[str]:
        """These laws and all that they build on."""
        return self._needed(schemes)

    def _all_below(self, schemes: tuple[str, ...]) -> frozenset[str]:
        needed: set[str] = set()
        waiting = list(schemes)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting.extend(self.laws[name].uses)
        return frozenset(needed)

    def _task(self, key: StepKey, day: datetime.date) -> Task:
        step = self.step(key)
        node = step.on(day).node
        assert node is not None, "a corpus that loads has a meaning for each formula"
        return Task(key, step.level, node)


def days_of(law: Law) -> set[datetime.date]:
    after = {law.covers[1] + datetime.timedelta(days=1)} if law.covers[1] < datetime.date.max else set()
    days = {law.covers[0], *after}
    for parameter in law.parameters.values():
        days |= {value.since for value in parameter.values}
    for step in (*law.steps.values(), *(norm.step for norm in law.open_norms)):
        days |= {formula.since for formula in step.formulas}
    return days


def _checked_days(laws: list[Law]) -> str:
    if not laws:
        return "(no law has an outcome yet)"
    return f"from {min(law.covers[0] for law in laws)} until {max(law.covers[1] for law in laws)}"


def load_corpus(path: Path, *, city: str) -> Corpus:
    """The national laws and those of one municipality. Raises `BadCorpus` with every fault found."""
    files = _files(path, city)
    stamp = tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for _, file in files)
    return _load(path, city, stamp)


@functools.lru_cache(maxsize=8)
def _load(path: Path, city: str, stamp: object) -> Corpus:
    faults: list[Fault] = []
    facts: dict[str, FactDefinition] = {}
    laws: dict[str, Law] = {}
    digest = hashlib.sha256(city.encode())
    for rank, file in _files(path, city):
        name = str(file.relative_to(path))
        try:
            content = strict_yaml.read_file(file)
        except strict_yaml.Unreadable as error:
            faults.append(error.at(name))
            continue
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
        if rank == "facts":
            _add_facts(facts, content, name, faults)
        else:
            _add_law(laws, content, file.stem, rank, name, faults)
    priors = read_priors(path / "usual.yaml", facts)
    return assemble(facts, laws, faults, digest=digest.hexdigest(), city=city, priors=priors)


def assemble(
    facts: dict[str, FactDefinition],
    laws: dict[str, Law],
    faults: list[Fault],
    *,
    digest: str,
    city: str,
    priors: Priors | None = None,
    unused: bool = False,
) -> Corpus:
    """A corpus of what was read, with every check. `unused` allows names that nothing uses (any more).

    Raises `BadCorpus`.
    """
    laws = give_meaning(facts, laws, faults, unused=unused)
    if faults:
        raise BadCorpus(sorted(set(faults)))
    corpus = Corpus(facts, laws, digest, city, priors)
    if faults := divisions_by_zero(corpus):
        raise BadCorpus(faults)
    return corpus


def _files(path: Path, city: str) -> list[tuple[str, Path]]:
    if not path.is_dir():
        raise BadCorpus(
            [Fault(str(path), "There is no such folder with laws.", "Name the folder that holds `facts/`.")]
        )
    if not (path / "facts").is_dir():
        raise BadCorpus(
            [Fault(str(path), "This folder has no `facts/`.", "Name the folder that holds `facts/`.")]
        )
    folders = ("facts", *NATIONAL_RANKS, city)
    return [(rank, file) for rank in folders for file in sorted((path / rank).glob("*.yaml"))]


def _add_facts(facts: dict[str, FactDefinition], content: object, file: str, faults: list[Fault]) -> None:
    for fact in read_facts(content, file, faults):
        if fact.name in facts:
            other = facts[fact.name].file
            faults.append(
                Fault(f"{file}, {fact.name}", f"This fact is also defined in {other}.", "Keep one.")
            )
        facts[fact.name] = fact


def _add_law(
    laws: dict[str, Law], content: object, name: str, rank: str, file: str, faults: list[Fault]
) -> None:
    law = read_law(content, name=name, rank=rank, file=file, faults=faults)
    if law is None:
        return
    if name in laws:
        faults.append(Fault(file, f"There is also {laws[name].file}.", "Give each law its own name."))
    laws[name] = law
