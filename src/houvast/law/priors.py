"""What is usual: how often a yes is, between which amounts most people are, measured on the synthetic city.

Takes   `usual.yaml` beside the laws, and (to make it) a city of `houvast city`.
Gives   per fact, and for a person's fact per role, values that are equally likely each.
Knows   nothing of outcomes. It only helps to choose which question tells most; no outcome ever rests on it.

`python -m houvast.law.priors CITY.parquet laws/usual.yaml` makes the file anew.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from houvast.law import strict_yaml
from houvast.law.errors import BadCorpus, Fault
from houvast.law.facts import FactDefinition, refusal, spell
from houvast.law.ir import Level

OF_HOUSEHOLD = "household"
VALUES = 20
"""How many equally likely values are kept of each fact."""

Priors = Mapping[str, Mapping[str, tuple[Any, ...]]]
"""Fact -> role (or `household`) -> values, each as likely as the other."""

_NOTE = """\
# What is usual, measured on the synthetic city: values that are equally likely each, per fact and role.
# Nobody in that city exists. This only helps to choose which question tells most; no outcome rests on it.
# Made by `python -m houvast.law.priors CITY.parquet laws/usual.yaml`. Do not edit here.
"""


def read_priors(path: Path, facts: Mapping[str, FactDefinition]) -> Priors:
    """The usual values of the facts that still exist, within their bounds; nothing without the file.

    Raises `BadCorpus` for a file that is not such a list.
    """
    if not path.is_file():
        return {}
    try:
        content = strict_yaml.read_file(path)
    except strict_yaml.Unreadable as error:
        raise BadCorpus([error.at(path.name)]) from None
    if not isinstance(content, dict) or not all(isinstance(roles, dict) for roles in content.values()):
        raise BadCorpus(
            [Fault(path.name, "This is not a list of usual values per fact and role.", "Make it anew.")]
        )
    return {name: _usable(facts[name], roles) for name, roles in content.items() if name in facts}


def _usable(fact: FactDefinition, roles: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    found = {}
    for role, values in roles.items():
        kept = tuple(value for value in values if refusal(fact, value, on=None) is None)
        if kept:
            found[str(role)] = kept
    return found


def measured(households: Iterable[Mapping[str, Any]], facts: Mapping[str, FactDefinition]) -> Priors:
    """The usual values in these households: rows as `houvast city` writes them, persons as a list."""
    seen: dict[str, dict[str, list[Any]]] = {}
    for household in households:
        _note(seen, facts, household, OF_HOUSEHOLD, Level.HOUSEHOLD)
        for person in household["persons"]:
            _note(seen, facts, person, person["role"], Level.PERSON)
    return {
        name: {role: _equally_likely(values) for role, values in roles.items()}
        for name, roles in sorted(seen.items())
        if name != "geboortedatum"
    }


def _note(
    seen: dict[str, dict[str, list[Any]]],
    facts: Mapping[str, FactDefinition],
    row: Mapping[str, Any],
    role: str,
    level: Level,
) -> None:
    for name, value in row.items():
        fact = facts.get(name)
        applies = fact is not None and (not fact.applies_to or role in fact.applies_to)
        if (
            fact is not None
            and fact.level is level
            and value is not None
            and (applies or level is Level.HOUSEHOLD)
        ):
            seen.setdefault(name, {}).setdefault(role, []).append(value)


def _equally_likely(values: list[Any]) -> tuple[Any, ...]:
    """So many values at equal steps through all of them, in order."""
    ordered = sorted(values)
    return tuple(ordered[(2 * step + 1) * len(ordered) // (2 * VALUES)] for step in range(VALUES))


def written(priors: Priors) -> str:
    """The file."""
    lines = [_NOTE]
    for name, roles in priors.items():
        lines.append(f"{name}:\n")
        lines.extend(
            f"  {role}: [{', '.join(_text(value) for value in values)}]\n" for role, values in roles.items()
        )
    return "".join(lines)


def _text(value: Any) -> str:
    return spell(value) if isinstance(value, bool) else str(value)


def main(words: list[str]) -> int:
    """Make the file from a city."""
    import pyarrow.parquet

    from houvast.law.commands import default_laws
    from houvast.law.corpus import load_corpus

    city, target = words
    facts = load_corpus(default_laws(), city="amsterdam").facts
    rows = pyarrow.parquet.read_table(city).to_pylist()
    Path(target).write_text(written(measured(rows, facts)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
