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
