"""The answer on a scheme: composed from the laws and from what the engine computed; no sentence is made up.

Takes   a scheme, a day, and a household when somebody told of theirs.
Gives   lines, each with where it comes from: an article, a source, a receipt. A number without one is left
        out, and left out is said.
Knows   nothing of pages or of who asks.
"""

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from houvast.answers.general import tells_a_number
from houvast.law.api import (
    Answer,
    Law,
    Outcome,
    OutsideCorpus,
    Situation,
    assess,
    value_in_dutch,
)
from houvast.rights.api import Said, corpus, question, said
from houvast.ui.api import date_in_words, euro_text

_NEXT = ("granted", "where", "evidence", "terms", "back_payment", "reclaim", "objection", "mistakes")
MOST_ASKED = 8


class Part(enum.Enum):
    """What a line tells: the parts of an answer in their order."""

    SHORT = "short"
    FOR_YOU = "for you"
    VALUES = "values"
    DEPENDS = "depends"
    NEXT = "next"
    JUDGED = "judged"
    LEFT_OUT = "left out"


HEADINGS = {
    Part.FOR_YOU: gettext_lazy("Voor u"),
    Part.NEXT: gettext_lazy("Zo krijgt u het"),
    Part.DEPENDS: gettext_lazy("Het hangt af van"),
    Part.VALUES: gettext_lazy("De bedragen en grenzen van deze dag"),
    Part.JUDGED: gettext_lazy("Hier beslist een mens over mee"),
    Part.LEFT_OUT: gettext_lazy("Dit weten of rekenen wij niet"),
}
"""What stands above the lines of a part, in the order in which somebody reads them."""


@dataclasses.dataclass(frozen=True)
class Line:
    """One line. `article` is where it stands in the law, `source` where a value was found or the receipt of
    what was computed; `confidence` is A, B, C or "".
    """

    part: Part
    says: Said
    article: str = ""
    source: str = ""
    confidence: str = ""


@dataclasses.dataclass(frozen=True)
class SchemeAnswer:
    """All lines on one scheme on one day. `outcome` is what the engine said for the household, if any;
    `checked` is when somebody last held the scheme against its source.
    """

    law: Law
    on: dt.date
    lines: tuple[Line, ...]
    outcome: Outcome | None
    checked: dt.date | None

    def of(self, part: Part) -> tuple[Line, ...]:
        """The lines of one part."""
        return tuple(line for line in self.lines if line.part is part)


class NoAnswer(LookupError):
    """There is no such scheme, or nobody checked it for this day: lead to a person, and do not guess."""


def scheme_answer(scheme: str, *, on: dt.date, situation: Situation | None = None) -> SchemeAnswer:
    """The answer for this household, or with the general values of that day. Raises `NoAnswer`."""
    try:
        law = corpus().law_on(scheme, on)
    except (LookupError, OutsideCorpus) as error:
        raise NoAnswer(str(error)) from error
    outcome = None
    if situation is not None and law.right is not None:
        outcome = assess(corpus(), situation, on=on, schemes=(scheme,)).outcomes[0]
    lines = (
        Line(Part.SHORT, said(law.summary), law.official),
        *(_for_you(outcome) if outcome else ()),
        *_values(law, on),
        *_depends(law, outcome, situation),
        *_next(law),
        *_judged(law),
    )
    return SchemeAnswer(law, on, lines, outcome, law.checked[0])


def _own(text: str) -> Said:
    return Said(text, get_language() or "nl")


def _for_you(outcome: Outcome) -> Iterator[Line]:
    """What the engine computed, with its receipt: whoever has it can compute it again."""
    words = {
        Answer.YES: gettext("Dit past bij wat u vertelde."),
        Answer.NO: gettext("Dit past nu niet bij wat u vertelde."),
        Answer.DEPENDS: gettext("Dat weten we nog niet zeker."),
    }[outcome.answer]
    article = outcome.because[0].article if outcome.because else ""
    yield Line(Part.FOR_YOU, _own(words), article, outcome.receipt.code, outcome.confidence or "")
    amount = _amount(outcome)
    if amount:
        article = outcome.because[-1].article if outcome.because else ""
        yield Line(Part.FOR_YOU, _own(amount), article, outcome.receipt.code, outcome.confidence or "")


def _amount(outcome: Outcome) -> str:
    """The amount or its bounds with the period; "" where there is none or nothing is known of it."""
    if outcome.unit is None or outcome.answer is Answer.NO or outcome.unknown_values:
        return ""
    period = _period(outcome.unit.name)
    if outcome.answer is Answer.YES and outcome.amount is not None:
        return f"{euro_text(outcome.amount)} {period}".strip()
    if outcome.high is None:
        return ""
    return gettext("Hoogstens %(amount)s") % {"amount": f"{euro_text(outcome.high)} {period}".strip()}


def _period(unit: str) -> str:
    return {
        "jaar": gettext("per jaar"),
        "kwartaal": gettext("per kwartaal"),
        "maand": gettext("per maand"),
        "week": gettext("per week"),
        "dag": gettext("per dag"),
    }.get(unit.rpartition("/")[2], "")


def _values(law: Law, on: dt.date) -> Iterator[Line]:
    """The values of that day, in the words of the law; what nobody knows is said."""
    for parameter in law.parameters.values():
        dated = parameter.on(on)
        name = parameter.name.replace("_", " ")
        if dated.value is None:
            yield Line(Part.LEFT_OUT, _own(gettext("Dit bedrag weten we niet: %(name)s") % {"name": name}))
            continue
        says = Said(f"{name}: {value_in_dutch(parameter, dated)}", "nl")
        yield Line(Part.VALUES, says, parameter.article, dated.source, dated.confidence)


def _depends(law: Law, outcome: Outcome | None, situation: Situation | None) -> Iterator[Line]:
    """What can still change it: for a household what is missing, else what the scheme asks."""
    facts = corpus().facts
    if outcome is None or situation is None:
        asked = [facts[name].question for name in law.facts]
        texts = [said({language: forms["zelf"] for language, forms in each.items()}) for each in asked]
    else:
        texts = [
            _own(question(facts[each.name], situation, each.person))
            for each in outcome.missing
            if not each.is_role
        ]
    for text in list(dict.fromkeys(texts))[:MOST_ASKED]:
        yield Line(Part.DEPENDS, Said(as_question(text.text), text.language))


def as_question(text: str) -> str:
    """What the laws ask, as a question: "I am in detention" alone would read as if it were so."""
    return text if text.endswith(("?", "؟")) else gettext("Is dit zo? %(says)s") % {"says": text}


def _next(law: Law) -> Iterator[Line]:
    """How to get it. A line with a number and without a source is left out: we say that we do not know."""
    for key in _NEXT:
        content = law.getting_it.get(key)
        for line in content if isinstance(content, list) else (content,):
            if line:
                yield from _line(line, str(line.get("source") or ""))


def _line(line: Mapping[str, Any], source: str) -> Iterator[Line]:
    texts = line.get("says", line)
    languages = {language: text for language, text in texts.items() if language in {"nl", "en", "tr", "ar"}}
    if not languages.get("nl"):
        return
    if tells_a_number(languages["nl"]) and not source:
        return
    yield Line(Part.NEXT, said(languages), source=source)


def _judged(law: Law) -> Iterator[Line]:
    """What a person decides, and what we do not compute, with the article."""
    for norm in law.open_norms:
        yield Line(Part.JUDGED, said(norm.says), norm.article)
    for gap in law.gaps:
        yield Line(Part.LEFT_OUT, said(gap.says), gap.article)


def as_text(answer: SchemeAnswer, *, without: frozenset[Part] = frozenset(), receipts: bool = True) -> str:
    """The answer as plain Dutch text for a plan or a letter: the parts under their headings, each line with
    its article and source. Without `receipts` a figure of one's own goes without the code by which it can be
    computed again: nobody reads that aloud. Call it while Dutch is spoken."""
    head = f"{answer.law.title}, zoals het geldt op {date_in_words(answer.on)}"
    parts = [(heading, answer.of(part)) for part, heading in HEADINGS.items() if part not in without]
    blocks = [
        "\n".join((head, *(_in_text(line, receipts) for line in answer.of(Part.SHORT)))),
        *(
            "\n".join((f"{heading}:", *(f"- {_in_text(line, receipts)}" for line in lines)))
            for heading, lines in parts
            if lines
        ),
        f"{answer.law.official}, {answer.law.authority}",
    ]
    return "\n\n".join(blocks) + "\n"


def _in_text(line: Line, receipts: bool) -> str:
    source = line.source if receipts or line.part is not Part.FOR_YOU else ""
    where = "; ".join(part for part in (line.article, source) if part)
    return f"{line.says.text} ({where})" if where else line.says.text
