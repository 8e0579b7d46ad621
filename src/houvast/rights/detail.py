"""One scheme in full: the whole reasoning, what would change it, how to get it, and what we leave to
people.

Takes   an assessment and the name of a scheme.
Gives   a frozen `Detail`; what only the corpus' Dutch says stays Dutch.
Knows   nothing of pages.
"""

import dataclasses
from typing import Any

from houvast.law.api import Assessment
from houvast.rights import reasoning
from houvast.rights.corpora import corpus
from houvast.rights.flipping import cliffs_in_words, flips_in_words


@dataclasses.dataclass(frozen=True)
class Remark:
    """Something that the law says and that we do not compute or decide, with its article."""

    article: str
    says: str


@dataclasses.dataclass(frozen=True)
class Detail:
    """What stands on the page of one scheme. All texts but the title, `flips` and `cliffs` are Dutch."""

    scheme: str
    title: str
    official: str
    authority: str
    checked: Any
    steps: list[dict[str, Any]]
    flips: tuple[str, ...]
    cliffs: tuple[str, ...]
    gaps: tuple[Remark, ...]
    open_norms: tuple[Remark, ...]
    where: str
    url: str
    granted: str
    lines: tuple[tuple[str, str], ...]
    bring: tuple[str, ...]
    receipt: str


def detail(assessment: Assessment, scheme: str) -> Detail:
    """The detail of this scheme. Raises `LookupError` for a scheme that was not assessed."""
    outcome = assessment.outcome(scheme)
    law = corpus().laws[scheme]
    getting = law.getting_it
    where = getting.get("where") or {}
    return Detail(
        scheme=scheme,
        title=law.title,
        official=law.official,
        authority=law.authority,
        checked=law.checked[0],
        steps=reasoning.steps(outcome.because),
        flips=flips_in_words(assessment, scheme),
        cliffs=cliffs_in_words(assessment, scheme),
        gaps=tuple(Remark(gap.article, gap.says["nl"]) for gap in outcome.gaps),
        open_norms=tuple(Remark(norm.article, norm.says["nl"]) for norm in outcome.open_norms),
        where=_dutch(where.get("says")),
        url=str(where.get("url") or ""),
        granted=_dutch((getting.get("granted") or {}).get("says")),
        lines=tuple(
            (key, text)
            for key in ("pays", "terms", "back_payment", "reclaim", "objection")
            if (text := _dutch(getting.get(key)))
        ),
        bring=tuple(_dutch(item) for item in getting.get("evidence") or ()),
        receipt=outcome.receipt.code,
    )


def _dutch(text: Any) -> str:
    return str(text.get("nl") or "") if isinstance(text, dict) else ""
