"""The parts of docs/casework.md that are written from the code.

Takes   the text of the document, with a place marked for each part.
Gives   the same text with the table of states, the diagram, the clocks and our own terms as they are now.
Knows   nothing of files; `make docs` writes it, `make check` tells when it is old.
"""

import re
from collections.abc import Callable

from houvast.casework import alarms, clocks, handing
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.table import TABLE


def written(text: str) -> str:
    """The document with every marked part written anew. Raises `KeyError` for a part that nobody can
    write."""
    return _PART.sub(lambda match: _marked(match["name"], PARTS[match["name"]]()), text)


def _marked(name: str, part: str) -> str:
    return f"<!-- {name}: made by `make docs` -->\n{part}\n<!-- end of {name} -->"


def diagram() -> str:
    """The table as a Mermaid state diagram, for docs/casework.md."""
    lines = ["stateDiagram-v2"]
    for line in TABLE:
        for from_ in [phase.value for phase in line.from_] or ["[*]"]:
            lines.append(f"    {from_} --> {line.to.value if line.to else from_}: {line.name}")
    return "\n".join(lines)


def as_markdown() -> str:
    """The table as Markdown, for docs/casework.md."""
    rows = [
        "| change | from | to | who may | must be true | the resident reads | starts | stops |",
        "|" + "---|" * 8,
    ]
    for line in TABLE:
        cells = (
            f"{line.name} ({line.words})",
            ", ".join(line.from_) or "-",
            line.to or "stays",
            ", ".join(line.who),
            "; ".join(line.must),
            line.resident_reads,
            line.starts or "-",
            "all" if line.stops == "*" else line.stops or "-",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _clocks() -> str:
    heads = (
        "clock",
        "basis",
        "sure",
        "starts when",
        "stops when",
        "term",
        "warns before",
        "may stand still by",
    )
    rows = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for clock in clocks.CLOCKS.values():
        cells = (
            f"{clock.key}: {clock.name}",
            clock.basis,
            clock.certainty,
            clock.starts,
            clock.stops,
            f"{clock.term} {clock.unit}",
            f"{clock.warn_before} working days",
            clock.may_pause or "-",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _terms() -> str:
    rows = ["| urgency | first reading | " + " | ".join(f"news when {ball} is next" for ball in Ball) + " |"]
    rows.append("|" + "---|" * (2 + len(Ball)))
    for urgency in Urgency:
        news = " | ".join(str(clocks.NEXT_CONTACT[urgency, ball]) for ball in Ball)
        rows.append(f"| {urgency} | {clocks.FIRST_READING[urgency]} | {news} |")
    rows += [
        "",
        f"A request may sleep when {clocks.KINDS_TRIED} kinds of contact were tried in vain",
        f"over at least {clocks.TRIED_DURING} working days and both of the duo agree.",
        f"After {clocks.ASK_AGAIN} working days we ask again.",
        f"A duo that is asked to take over answers within {handing.ANSWER_WITHIN} working days.",
    ]
    return "\n".join(rows)


def _alarms() -> str:
    heads = ("rule", "what whoever gets it reads", "what ends it", *alarms.LEVELS)
    rows = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for rule in alarms.RULES.values():
        days = [str(rule.climbs.get(level, "-")) for level in range(len(alarms.LEVELS))]
        rows.append("| " + " | ".join((f"`{rule.key}`", rule.says, rule.ask, *days)) + " |")
    return "\n".join(rows)


PARTS: dict[str, Callable[[], str]] = {
    "states": as_markdown,
    "diagram": lambda: f"```mermaid\n{diagram()}\n```",
    "clocks": _clocks,
    "terms": _terms,
    "alarms": _alarms,
}
_PART = re.compile(r"<!-- (?P<name>\w+): made by `make docs` -->\n.*?<!-- end of (?P=name) -->", re.S)
