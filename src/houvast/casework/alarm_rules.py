"""The rules of the alarms, read from `alarm_rules.yaml`.

Takes   the file, which jurists and policy makers read and change.
Gives   typed rules; a rule that is not whole is refused by name, before anything runs.
Knows   nothing of requests or Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("alarm_rules.yaml")
LEVELS = ("duo", "director", "team-lead", "policy-owner")
"""From near to far; the place is the number that an alarm carries."""


class NotARule(ValueError):
    """A rule in the file is not whole, or two bear one name. Mend the file; nothing runs on half a rule."""


@dataclass(frozen=True)
class AlarmRule:
    """One rule. `climbs` has, per level of `LEVELS`, after how many working days it hears the alarm."""

    key: str
    says: str
    about: str
    ask: str
    climbs: Mapping[int, int]


@dataclass(frozen=True)
class RuleBook:
    """All rules, and how each level is called."""

    rules: Mapping[str, AlarmRule]
    levels: tuple[str, ...]


def read(text: str) -> RuleBook:
    """The rules in this text. Raises `NotARule` with the name of the first one that is not whole."""
    data: Any = yaml.safe_load(text)
    try:
        levels = tuple(str(data["levels"][level]) for level in LEVELS)
        rules = [_rule(row) for row in data["rules"]]
    except (KeyError, TypeError) as error:
        raise NotARule(f"The file has no {error}.") from error
    if len({rule.key for rule in rules}) != len(rules):
        raise NotARule("Two rules bear one name.")
    return RuleBook({rule.key: rule for rule in rules}, levels)


def _rule(row: Any) -> AlarmRule:
    key = str(row.get("rule", ""))
    words = {name: str(row.get(name, "")).strip() for name in ("says", "about", "ask")}
    if not key or not all(words.values()):
        raise NotARule(f"Rule {key or '(without a name)'!r} needs rule, says, about and ask.")
    climbs = row.get("climbs") or {}
    unknown = set(climbs) - set(LEVELS)
    if unknown or climbs.get("duo") != 0:
        raise NotARule(f"Rule {key!r}: climbs begins with duo: 0 and knows {', '.join(LEVELS)}.")
    days = {LEVELS.index(level): int(after) for level, after in climbs.items()}
    ordered = [days[level] for level in sorted(days)]
    if ordered != sorted(set(ordered)):
        raise NotARule(f"Rule {key!r}: each level hears it later than the one before.")
    return AlarmRule(key, words["says"], words["about"], words["ask"], days)


BOOK = read(FILE.read_text(encoding="utf-8"))
