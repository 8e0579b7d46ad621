"""The reasoning of an outcome as a tree that a page can show: sentence, value, article.

Takes   the reasons of the law engine.
Gives   nested steps for the component `explanation`, each reason once, in Dutch: the language of the law.
Knows   nothing of HTML.
"""

from typing import Any

from houvast.law.api import Outcome, Reason, Unsure, in_dutch, of_whom

TOLD, GRANTED = "dat heeft u verteld", "daar gaan we van uit"


def steps(reasons: tuple[Reason, ...], *, depth: int = 12) -> list[dict[str, Any]]:
    """The tree below these reasons, at most `depth` deep; what was shown before is not shown again."""
    shown: set[int] = set()
    return [_step(reason, depth, shown) for reason in reasons]


def _step(reason: Reason, depth: int, shown: set[int]) -> dict[str, Any]:
    shown.add(id(reason))
    below: list[dict[str, Any]] = []
    if depth > 1:
        for inner in reason.inputs:
            if id(inner) not in shown:
                below.append(_step(inner, depth - 1, shown))
    return {
        "says": _says(reason),
        "value": in_dutch(reason.value, reason.unit),
        "article": _article(reason),
        "steps": below,
    }


def _says(reason: Reason) -> str:
    name = reason.name.removeprefix("open:").replace("_", " ") + of_whom(reason.person)
    words = reason.says.get("nl", "") if reason.kind == "step" else _told(reason)
    line = f"{name}: {words}" if words else name
    return line[:1].upper() + line[1:]


def _told(reason: Reason) -> str:
    if reason.kind != "fact" or isinstance(reason.value, Unsure):
        return ""
    return GRANTED if reason.taken_for_granted else TOLD


def _article(reason: Reason) -> str:
    if reason.kind == "parameter" and reason.source:
        return f"{reason.article} (bron: {reason.source})"
    return reason.article


def what_fails(outcome: Outcome) -> list[str]:
    """The conditions that are not met, as deep as one can say in a sentence; empty when all are met.

    `recht` fails because of the steps it names; the yes/no ones among them that are false are said.
    """
    named = [about.says["nl"] for about, value in outcome.named if value is False and about.says.get("nl")]
    if named:
        return list(dict.fromkeys(named))
    right = outcome.because[0]
    return [right.says["nl"]] if right.value is False and right.says.get("nl") else []
