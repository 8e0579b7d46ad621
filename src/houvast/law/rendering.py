"""An assessment as plain Dutch text, in short sentences, for a terminal or a letter.

Takes   an `Assessment`.
Gives   text: the answer, the amount, what is missing, and on request every step with its article and source.
Knows   nothing of HTML or PDF.
"""

from collections.abc import Iterator
from fractions import Fraction

from houvast.law.assessing import Answer, Assessment, Outcome
from houvast.law.binding import Missing
from houvast.law.cliffs import Change, Cliff
from houvast.law.corpus import Corpus
from houvast.law.explain import Reason
from houvast.law.flips import Flip
from houvast.law.ir import Number
from houvast.law.reform import Difference
from houvast.law.timeline import Cause, Timeline
from houvast.law.units import Kind, Unit
from houvast.law.values import Unsure, day_in_dutch, euros, in_dutch

_WHO = {"aanvrager": "u", "partner": "uw partner", "kind": "uw kind", "medebewoner": "uw medebewoner"}
_ROLES = {
    "partner": "of u een partner heeft",
    "kind": "of u kinderen heeft",
    "medebewoner": "of er meer mensen in huis wonen",
}


_SHOWN = 5
"""How many missing facts are listed per scheme; the JSON has them all."""


def as_text(assessment: Assessment, *, explain: bool = False) -> str:
    """The whole assessment; with `explain` also every step, value and source."""
    parts = [f"Op {day_in_dutch(assessment.on)}"]
    for outcome in assessment.outcomes:
        parts.append("\n".join(_outcome(outcome, explain=explain)))
    return "\n\n".join(parts) + "\n"


def _outcome(outcome: Outcome, *, explain: bool) -> Iterator[str]:
    yield f"{outcome.title}: {_answer(outcome)}"
    if outcome.missing:
        yield "  Dit weten we nog niet:"
        all_fit = len(outcome.missing) <= _SHOWN + 1
        listed = outcome.missing if all_fit else outcome.missing[:_SHOWN]
        yield from (f"    - {missing_in_dutch(what)}" for what in listed)
        if not all_fit:
            yield f"    - en nog {len(outcome.missing) - _SHOWN} andere gegevens"
    for name in outcome.unknown_values:
        yield f"  Niemand weet nog: {name.rpartition('.')[2].replace('_', ' ')}."
    for granted in outcome.taken_for_granted:
        value = in_dutch(granted.value, _unit_of(outcome, granted.fact))
        yield f"  We gaan hiervan uit: {_plain(granted.fact)}{of_whom(granted.person)}: {value}."
    for norm in outcome.open_norms:
        yield f"  Bespreek dit met uw hulpverlener ({norm.article}): {norm.says['nl']}"
    if explain:
        yield "  Zo komen we daarop:"
        yield from (f"    {line}" for line in reasons_in_dutch(outcome.because))
        for gap in outcome.gaps:
            yield f"    Dit rekenen we niet uit ({gap.article}): {gap.says['nl']}"
        yield f"    Bewijs: {outcome.receipt.code}"


def _unit_of(outcome: Outcome, fact: str) -> Unit:
    return next(r.unit for top in outcome.because for r in top.walk() if r.kind == "fact" and r.name == fact)


def _answer(outcome: Outcome) -> str:
    if outcome.answer is Answer.NO:
        return "nee."
    amount = _amount(outcome)
    if outcome.answer is Answer.YES:
        return f"ja{amount}."
    return f"dat hangt ervan af{amount}."


def _amount(outcome: Outcome) -> str:
    if outcome.unit is None:
        return ""
    if outcome.amount is not None:
        return f", {in_dutch(outcome.amount, outcome.unit)}"
    if outcome.unknown_values:
        return ", het bedrag is onbekend"
    return f", {in_dutch(Unsure(outcome.low, outcome.high), outcome.unit)}"


def reasons_in_dutch(tops: tuple[Reason, ...]) -> Iterator[str]:
    """Each step once, from the outcome down; what it rests on stands below it, further to the right."""
    seen: set[int] = set()
    waiting = [(top, 0) for top in reversed(tops)]
    while waiting:
        reason, depth = waiting.pop()
        if id(reason) in seen:
            continue
        seen.add(id(reason))
        yield "  " * min(depth, 8) + sentence(reason)
        waiting.extend((inner, depth + 1) for inner in reversed(reason.inputs))


def sentence(reason: Reason) -> str:
    """One reason in one line: name, value, article or source."""
    value = in_dutch(reason.value, reason.unit)
    what = f"{_plain(reason.name)}{of_whom(reason.person)}: {value}"
    if reason.kind == "step":
        says = reason.says.get("nl", "")
        return f"{what} ({reason.article}). {says[:1].upper()}{says[1:]}".rstrip(". ") + "."
    if reason.kind == "parameter":
        return f"{what} ({reason.article}; bron: {reason.source or 'niemand weet dit'})."
    if isinstance(reason.value, Unsure):
        return f"{what}."
    return f"{what} ({'daar gaan we van uit' if reason.taken_for_granted else 'dat is verteld'})."


def missing_in_dutch(missing: Missing) -> str:
    """What is missing, in words."""
    if missing.is_role:
        return _ROLES[missing.name]
    return _plain(missing.name) + of_whom(missing.person)


def of_whom(person: str | None) -> str:
    """` van uw partner`; nothing for the household and the applicant."""
    if person is None or person == "aanvrager":
        return ""
    role, _, number = person.removeprefix("?").partition("-")
    return f" van {_WHO[role]}" + (f" {number}" if number else "")


def _plain(name: str) -> str:
    return name.removeprefix("open:").replace("_", " ")


def difference_in_dutch(difference: Difference) -> str:
    """`zorgtoeslag: ja, 100 -> nee`."""
    before = _state(difference.before, difference.low_before, difference.high_before)
    after = _state(difference.after, difference.low_after, difference.high_after)
    return f"{difference.scheme}: {before} -> {after}"


def _state(answer: Answer | None, low: Number | None, high: Number | None) -> str:
    word = {Answer.YES: "ja", Answer.NO: "nee", Answer.DEPENDS: "hangt ervan af", None: "was er niet"}[answer]
    if answer in {None, Answer.NO} or low is None or high is None:
        return word
    return f"{word}, {euros(low)}" if low == high else f"{word}, {euros(low)} tot {euros(high)}"


def flip_in_dutch(flip: Flip, corpus: Corpus) -> str:
    """`Zou toetsingsinkomen € 212 per jaar lager zijn (€ 25.000 per jaar), dan wel.`"""
    turn = "dan wel" if flip.after is Answer.YES else "dan niet meer"
    if flip.day is not None:
        return f"Vanaf {day_in_dutch(flip.day)}: {turn}."
    unit = corpus.facts[str(flip.fact)].unit
    what = _plain(str(flip.fact)) + of_whom(flip.person)
    then = in_dutch(flip.then, unit)
    if unit.kind is not Kind.NUMBER:
        return f"Als dit anders is, {turn}: {what}: {then}."
    assert isinstance(flip.then, int | Fraction)
    assert isinstance(flip.now, int | Fraction)
    by = in_dutch(abs(Fraction(flip.then) - Fraction(flip.now)), unit)
    return f"Is dit {by} {'lager' if flip.then < flip.now else 'hoger'}, {turn}: {what} ({then})."


def cliff_in_dutch(cliff: Cliff, corpus: Corpus) -> str:
    """`Wordt toetsingsinkomen hoger dan € 25.000 per jaar, dan krijgt u in totaal € 40 per maand minder.`"""
    total = f"krijgt u in totaal {_more_or_less(cliff.difference)}"
    schemes = "; ".join(f"{_plain(each.scheme)}: {_leap(each)}" for each in cliff.changes)
    if cliff.day is not None:
        return f"Vanaf {day_in_dutch(cliff.day)} {total} ({schemes})."
    unit = corpus.facts[str(cliff.fact)].unit
    what = _plain(str(cliff.fact)) + of_whom(cliff.person)
    if unit.kind is not Kind.NUMBER:
        return f"Als dit anders is, {total}: {what}: {in_dutch(cliff.then, unit)} ({schemes})."
    way = "hoger" if cliff.goes_up else "lager"
    return f"Wordt {what} {way} dan {in_dutch(cliff.near, unit)}, dan {total} ({schemes})."


def _more_or_less(difference: Fraction) -> str:
    return f"{euros(abs(difference))} per maand {'minder' if difference < 0 else 'meer'}"


def _leap(change: Change) -> str:
    if change.before is not change.after:
        return "dan wel" if change.after is Answer.YES else "dan niet meer"
    return _more_or_less(change.brings - change.brought)


def timeline_in_dutch(line: Timeline) -> str:
    """Every turn in one line, with its causes; months that nobody checked are said to be so."""
    parts = []
    for turn in line.turns:
        was = _state(turn.before, turn.low_before, turn.high_before)
        now = _state(turn.after, turn.low_after, turn.high_after)
        why = "; ".join(_cause(cause) for cause in turn.causes) or "samenloop"
        parts.append(f"{day_in_dutch(turn.on)}: {turn.scheme}: {was} -> {now} ({why})")
    left = [month.on for month in line.months if month.assessment is None]
    if left:
        parts.append(f"Vanaf {day_in_dutch(left[0])} heeft niemand de wetten nagekeken.")
    return "\n".join(parts or ["Er verandert niets."]) + "\n"


def _cause(cause: Cause) -> str:
    match cause.kind:
        case "birthday":
            who = of_whom(cause.person).removeprefix(" van ") or "u"
            return f"{who} wordt {cause.age}"
        case "law":
            return f"de regels veranderen: {cause.name}"
        case "event":
            return cause.name
    return "de datum"
