"""How many questions settle all schemes? Measured on households of the synthetic city, written to the docs.

Takes   `--households N --seed S --on DAY`, and a file for what was found (what is there is not done again).
Gives   docs/question-counts.md with `--report`; exit status 1 when a bar of the specification does not hold.
Knows   nothing of real people: nobody in that city exists. Another seed than the one that the priors were
        measured with, so that the questions do not know these households.

`python -m tools.question_counts --out OUT.jsonl --households 300`, and then once with `--report`.
"""

import argparse
import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from houvast.law.api import Answer, Corpus, Outcome, Situation, assess, load_corpus
from houvast.law.city.build import city
from houvast.law.commands import default_laws
from houvast.law.kernel.rows import situation
from houvast.law.settling import Settled, settle

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "question-counts.md"
MEDIAN_BAR, P95_BAR = 15, 30
SEED = 11
BATCH = 100


def main() -> int:
    """Measure, or report."""
    parser = argparse.ArgumentParser(description="How many questions settle all schemes?")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.jsonl")
    parser.add_argument("--households", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--on", type=datetime.date.fromisoformat, default=datetime.date(2026, 11, 22))
    parser.add_argument("--report", action="store_true", help=f"write docs/{REPORT.name}")
    given = parser.parse_args()
    if given.report:
        return _report(_read(given.out))
    corpus = load_corpus(default_laws(), city="amsterdam")
    done = {line["household"] for line in _read(given.out)}
    for number, truth in _households(corpus, given.households, given.seed, given.on):
        if number in done:
            continue
        line = {"household": number, "seed": given.seed, "on": str(given.on), "laws": corpus.digest[:12]}
        line |= _measured(corpus, truth, settle(corpus, truth, on=given.on), given.on)
        with given.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    return 0


def _households(corpus: Corpus, count: int, seed: int, on: datetime.date) -> Iterator[tuple[int, Situation]]:
    number = 0
    for batch in city(corpus.facts, count, seed, on=on):
        for place in range(len(batch)):
            yield number, situation(batch, place, corpus)
            number += 1


def _measured(corpus: Corpus, truth: Situation, settled: Settled, on: datetime.date) -> dict[str, Any]:
    real = {each.scheme: each for each in assess(corpus, truth, on=on).outcomes}
    said = assess(corpus, settled.known, on=on).outcomes
    return {
        "persons": len(truth.persons),
        "screens": len(settled.screens) + _how_many(truth, settled),
        "done": settled.done,
        "asked": [_name(question) for question in settled.screens],
        "facts": sum(len(question.asked) + len(question.roles) for question in settled.screens),
        "schemes": len(said),
        "open": [each.scheme for each in said if each.missing and not each.unknown_values],
        "yes": sum(each.answer is Answer.YES for each in said),
        "outside": [each.scheme for each in said if not _holds(each, real[each.scheme], truth)],
    }


def _how_many(truth: Situation, settled: Settled) -> int:
    """The pages ask how many children, and how many others, each on a screen of its own."""
    asked = {role for question in settled.screens for role in question.roles} - {"partner"}
    return len(asked & {person.role for person in truth.persons})


def _name(question: Any) -> str:
    return question.group or (question.facts[0] if question.facts else "wie er woont")


def _holds(said: Outcome, true: Outcome, truth: Situation) -> bool:
    """Whether the true outcome lies within what is said, unless something was wrongly taken for granted."""
    for granted in said.taken_for_granted:
        facts = truth.household if granted.person is None else truth.person(granted.person).facts
        if facts.get(granted.fact, granted.value) != granted.value:
            return True
    low = said.low is None or true.low is None or said.low <= true.low
    high = said.high is None or true.high is None or true.high <= said.high
    return low and high and said.answer in {true.answer, Answer.DEPENDS}


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _report(lines: list[dict[str, Any]]) -> int:
    counts = sorted(line["screens"] for line in lines)
    median, p95 = _at(counts, 50), _at(counts, 95)
    REPORT.write_text(_text(lines, counts), encoding="utf-8")
    print(f"{len(lines)} households: median {median}, p95 {p95}, most {counts[-1]}.")
    wrong = any(line["outside"] or not line["done"] for line in lines)
    return int(median > MEDIAN_BAR or p95 > P95_BAR or wrong)


def _at(counts: list[int], percent: int) -> int:
    """The smallest count that so many percent of the households need at most."""
    return counts[-(-len(counts) * percent // 100) - 1]


def _text(lines: list[dict[str, Any]], counts: list[int]) -> str:
    still = [line for line in lines if line["open"]]
    return f"""<!-- Made by `python -m tools.question_counts --report`. Do not edit here. -->

# How many questions settle all schemes

Somebody of whom nothing is known answers, truthfully, what Houvast asks first, until nothing is left to
ask. Counted are the screens that the pages show and the terminal asks: a screen with several yes/no
questions ("which of these fit you") is one, and so is one fact that is asked of all grown-ups of the house,
or of all its children, each with a field of their own. "Who lives with you" is one, how many children one
more, how many others one more. {_which(lines)}

| | questions | bar |
|---|---|---|
| median | **{_at(counts, 50)}** | at most {MEDIAN_BAR} |
| 95 of 100 need at most | **{_at(counts, 95)}** | at most {P95_BAR} |
| most | {counts[-1]} | |
| fewest | {counts[0]} | |

By how many people live there:

| persons | households | median | 95 of 100 | most |
|---|---|---|---|---|
{_by_size(lines)}

- Every screen had a witness: two households that fit everything told, differ in one of its answers only, and
  get something else. Beside it stand only answers of which the bounds do not rule out that they matter too. A
  question that can change nothing is not asked.
- {_outside(lines)}
- In {len(still)} households a scheme stayed open ({_worst(still)}). No answer is known that
  would make a difference there: the bounds are wider than the truth. What hangs on a value that nobody knows
  (a limit that a city did not publish, a judgement) is not counted here: no question could settle it.

Asked most:

| screen | of {len(lines)} households |
|---|---|
{_most_asked(lines)}
"""


def _which(lines: list[dict[str, Any]]) -> str:
    first = lines[0]
    return (
        f"{len(lines)} households of the synthetic city (seed {first['seed']}; nobody in it exists), "
        f"{first['schemes']} schemes, on {first['on']}, laws `{first['laws']}`."
    )


def _by_size(lines: list[dict[str, Any]]) -> str:
    rows = []
    for size in sorted({min(line["persons"], 5) for line in lines}):
        counts = sorted(line["screens"] for line in lines if min(line["persons"], 5) == size)
        label = f"{size} or more" if size == 5 else str(size)
        rows.append(f"| {label} | {len(counts)} | {_at(counts, 50)} | {_at(counts, 95)} | {counts[-1]} |")
    return "\n".join(rows)


def _outside(lines: list[dict[str, Any]]) -> str:
    outside = sum(len(line["outside"]) for line in lines)
    total = sum(line["schemes"] for line in lines)
    return f"Of {total:,} outcomes at the end, {outside} do not hold the truth."


def _worst(still: Iterable[dict[str, Any]]) -> str:
    counts = Counter(scheme for line in still for scheme in line["open"])
    return ", ".join(f"{name} {count} times" for name, count in counts.most_common(5)) or "none"


def _most_asked(lines: list[dict[str, Any]]) -> str:
    counts = Counter(name for line in lines for name in set(line["asked"]))
    return "\n".join(f"| {name.replace('_', ' ')} | {count} |" for name, count in counts.most_common(20))


if __name__ == "__main__":
    sys.exit(main())
