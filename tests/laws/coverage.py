"""What we compute, since when, proven by what: the table of `docs/coverage.md`.

Takes   the corpus and the published cases.
Gives   the table as Markdown. `python -m tests.laws.coverage` writes it.
Knows   nothing of screens; the program's own coverage page reads the same laws.
"""

import sys
from collections import Counter
from pathlib import Path

from houvast.law import ir
from houvast.law.api import Law
from houvast.law.parameters import DatedValue
from tests.laws.published import ROOT, Case, corpus, read_cases

PAGE = ROOT / "docs" / "coverage.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def standing(law: Law) -> str:
    """Computed, partly (a value is unknown today or a judgement decides), or described only."""
    if law.described:
        return "described"
    return "partly" if any(value.value is None for value in values_behind(law)) else "computed"


def values_behind(law: Law) -> tuple[DatedValue, ...]:
    """Every value that the outcome rests on at the end of what was checked, also those of other laws."""
    laws, day = corpus().laws, law.covers[1]
    waiting = [(law.name, step) for step in (law.right, law.amount) if step]
    seen, found = set(waiting), {}
    while waiting:
        name, step = waiting.pop()
        node = laws[name].steps[step].on(day).node
        for leaf in ir.leaves(node) if node else ():
            if isinstance(leaf, ir.Parameter):
                found[leaf.law, leaf.name] = laws[leaf.law].parameters[leaf.name].on(day)
            elif isinstance(leaf, ir.StepValue) and (leaf.law, leaf.name) not in seen:
                seen.add((leaf.law, leaf.name))
                waiting.append((leaf.law, leaf.name))
    return tuple(found.values())


def table() -> str:
    """One row per scheme of Amsterdam and the country, in order of standing and name."""
    laws = [law for law in corpus().laws.values() if law.kind != "begrip"]
    proofs, others = _counts(read_cases())
    order = {"computed": 0, "partly": 1, "described": 2}
    rows = [
        f"| {law.title} | {standing(law)} | {law.covers[0]} | {_lowest(law)} | {proofs[law.name] or ''} "
        f"| {others[law.name] or ''} | {len(law.gaps)} |"
        for law in sorted(laws, key=lambda law: (order[standing(law)], law.title))
    ]
    head = "| scheme | standing | since | lowest confidence | validation cases | other cases | gaps |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def summary() -> str:
    """How many schemes stand how, and how many cases count as proof."""
    counts = Counter(standing(law) for law in corpus().laws.values() if law.kind != "begrip")
    cases = [case for case in read_cases() if not case.wrong]
    proofs = sum(case.validates for case in cases)
    wrong = sum(bool(case.wrong) for case in read_cases())
    return (
        f"{counts['computed']} schemes are computed, {counts['partly']} partly, {counts['described']} are "
        f"only described. {len(cases)} cases pass: {proofs} are validation (published by others, and "
        f"computed), {len(cases) - proofs} are look-ups, rules or our own derivations. "
        f"{wrong} published cases cannot be right; their file says why."
    )


def page(text: str) -> str:
    """The page with its table renewed."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{summary()}\n\n{table()}\n{END}{after}"


def _lowest(law: Law) -> str:
    return max((value.confidence for value in values_behind(law) if value.value is not None), default="")


def _counts(cases: list[Case]) -> tuple[Counter[str], Counter[str]]:
    proofs: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for case in cases:
        if not case.wrong:
            (proofs if case.validates else others)[case.scheme] += 1
    return proofs, others


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{Path(PAGE).relative_to(ROOT)} is up to date.\n")
