"""What we compute, since when, proven by what: the table of `docs/coverage.md`.

Takes   the corpus and the published cases.
Gives   the table as Markdown. `python -m tests.laws.coverage` writes it.
Knows   nothing of screens; the program's own coverage page reads the same laws.
"""

import sys
from collections import Counter
from pathlib import Path

from houvast.law.api import coverage
from tests.laws.published import ROOT, Case, corpus, read_cases

PAGE = ROOT / "docs" / "coverage.md"
PROVEN = ROOT / "laws" / "proven.yaml"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def table() -> str:
    """One row per scheme of Amsterdam and the country, in order of standing and name."""
    proofs, others = _counts(read_cases())
    rows = [
        f"| {one.law.title} | {one.standing.value} | {one.law.covers[0]} | {one.confidence} "
        f"| {proofs[one.law.name] or ''} | {others[one.law.name] or ''} | {len(one.law.gaps)} |"
        for one in coverage(corpus())
    ]
    head = "| scheme | standing | since | lowest confidence | validation cases | other cases | gaps |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def summary() -> str:
    """How many schemes stand how, and how many cases count as proof."""
    counts = Counter(one.standing.value for one in coverage(corpus()))
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


def _counts(cases: list[Case]) -> tuple[Counter[str], Counter[str]]:
    """Per scheme how many cases prove it, and how many others speak about it."""
    proofs: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for case in cases:
        if not case.wrong:
            (proofs if case.validates else others).update(case.schemes)
    return proofs, others


def proven() -> str:
    """`laws/proven.yaml`: per scheme the published cases that prove its computation, and how many others."""
    lines = ["# Made from tests/laws/cases/ by `python -m tests.laws.coverage`; a test holds it up to date."]
    cases = [case for case in read_cases() if not case.wrong]
    _, others = _counts(cases)
    for scheme in sorted({name for case in cases for name in case.schemes} & corpus().laws.keys()):
        proofs = [case.id for case in cases if case.validates and scheme in case.schemes]
        lines += [f"{scheme}:", f"  others: {others[scheme]}"]
        lines += ["  validation:", *(f"    - {name}" for name in proofs)] if proofs else []
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PROVEN.write_text(proven(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{Path(PAGE).relative_to(ROOT)} is up to date.\n")
