"""What became of the mutants, as a page of the docs.

Takes   the lines that `tools.mutants` wrote, and per surviving mutant why it may survive.
Gives   the text of docs/mutation-testing.md.
Knows   nothing of how mutants are made.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

HEAD = """<!-- Made by `python -m tools.mutants --report`. Do not edit here. -->

# Mutation testing of the engine's core

Tests prove something only when they can fail. So one small mistake at a time is made in the engine's core
(an operator, a number, a condition turned round, a statement left out), and the engine's own tests
(`src/houvast/law/tests`) are run against it. A mistake that no test notices is a *survivor*: either it
changes nothing that anybody can see, or a test is missing.

`nice -n 10 python -m tools.mutants --out var/mutants.jsonl [MODULE ...]` runs what was not run yet; it
may be stopped and started again at any moment. With `--report` it writes this page, and fails when a
survivor has no reason in `tools/mutants_accepted.txt`. No file is changed by it: mutmut and cosmic-ray
write their mutants into the checkout; here a mutant lives in a copy of the process.

## How

One process imports the engine and collects the tests once. Each test is run once by itself, without any
mistake, and the lines of the core that it comes past are noted; a test that fails then ends the run.
For each mutant the process is copied (`fork`), the function with the mistake gets its new code in place
(a table or a class: everything is imported anew), the laws are read again, and only the tests that come
past the line are run, the quickest first, until one fails. What noticed another mistake in the same
function goes before all. Properties are tried with 25 examples that are always the same. A test that
runs ten times as long as it should, or that wants 2 GB more, counts as a test that fails. When all
mutants were run, all tests are run once more without any mistake: had anything else changed in between,
nothing would be believed.

It errs to one side only: tests of more than 2.5 seconds, and more than four slow cases of one test that
go the same way, are left out. So a survivor may be noticed after all; what was noticed was noticed by a
test.

## What is not in it, and why

- `explain`, `rendering`, `asjson`, `timeline`, `flips`, `cliffs`: what they promise (each reason has
  its article, no month contradicts a direct assessment, each flip turns the answer) is held over the
  real laws in `tests/laws`. Those tests take minutes, for each mutant anew; the small village of these
  tests shows too few of their branches to judge by.
- `kernel/`: each mutant would be compiled anew, for a minute or more. It is held by comparison instead:
  all that it computes is computed by this core too, for random households over all laws
  (`kernel/tests`), and must be the same to the cent.
- `lawfile`, `facts`, `parameters`, `strict_yaml`, `situation`: they refuse, and compute nothing. Each
  refusal has a case in `test_bad_laws.py` or `test_bad_situations.py`.
"""


def written(
    lines: Sequence[Mapping[str, Any]],
    reasons: Mapping[str, str],
    core: Sequence[str],
    all_keys: Mapping[str, int],
) -> str:
    """The page. `all_keys` says how many mutants each module has."""
    total, ran = sum(all_keys.values()), len(lines)
    noticed = sum(bool(line["noticed"]) for line in lines)
    parts = [HEAD, _state(ran, total, noticed), _table(lines, core, all_keys)]
    survivors = [line for line in lines if not line["noticed"]]
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for line in survivors:
        grouped.setdefault(reasons.get(line["key"], ""), []).append(line)
    parts.append("## Survivors, and why each may survive\n" if survivors else "No mutant survived.\n")
    for reason, those in sorted(grouped.items(), key=lambda item: item[0]):
        parts.append(f"**{reason or 'Not looked at yet: a test may be missing.'}**\n")
        parts += [
            f"- `{line['module']}.{line['where']}`: `{line['said']}` ({line['change']})" for line in those
        ]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _state(ran: int, total: int, noticed: int) -> str:
    share = f"{100 * noticed / ran:.1f} %" if ran else "none"
    sample = (
        f"Run so far: {ran:,} of {total:,} mutants, in a shuffled order that is always the same and favours "
        "no module. The rest is still to be run: what stands here is a sample, not a proof."
        if ran < total
        else f"All {total:,} mutants were run."
    )
    return f"{sample} Noticed: **{noticed:,} ({share})**.\n"


def _table(lines: Sequence[Mapping[str, Any]], core: Sequence[str], all_keys: Mapping[str, int]) -> str:
    ran = Counter(line["module"] for line in lines)
    noticed = Counter(line["module"] for line in lines if line["noticed"])
    rows = []
    for module in core:
        numbers = (all_keys[module], ran[module], noticed[module], ran[module] - noticed[module])
        rows.append(f"| `{module}` | " + " | ".join(map(str, numbers)) + " |")
    head = "| module | mutants | run | noticed | survive |\n|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"
