"""An assessment as JSON: the documented, versioned contract of `docs/assessment-json.md`.

Takes   an `Assessment`.
Gives   dicts and lists of texts and booleans; numbers are exact text, never floats.
Knows   nothing of HTTP.
"""

from typing import Any

from houvast.law.assessing import Assessment, Outcome
from houvast.law.binding import Missing
from houvast.law.cliffs import Cliff
from houvast.law.corpus import Corpus
from houvast.law.explain import Reason
from houvast.law.facts import FactDefinition, spell
from houvast.law.values import exact_text

VERSION = "houvast-assessment/1"


def assessment_as_json(assessment: Assessment, corpus: Corpus) -> dict[str, Any]:
    """The whole assessment. Schemes share what they both rest on: read, do not change."""
    told: dict[Reason, dict[str, Any]] = {}
    return {
        "version": VERSION,
        "on": assessment.on.isoformat(),
        "city": corpus.city,
        "corpus": corpus.digest,
        "schemes": {outcome.scheme: _outcome(outcome, told) for outcome in assessment.outcomes},
        "not_checked": list(assessment.not_checked),
    }


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """One scheme."""
    return _outcome(outcome, {})


def _outcome(outcome: Outcome, told: dict[Reason, dict[str, Any]]) -> dict[str, Any]:
    """One scheme; `told` are the reasons that were written for schemes before it."""
    reasons = dict.fromkeys(reason for top in outcome.because for reason in top.walk())
    for reason in reasons:
        if reason not in told:
            told[reason] = _reason(reason)
    return {
        "title": outcome.title,
        "outcome": outcome.answer.value,
        **_amount(outcome),
        "missing": [missing_as_json(missing) for missing in outcome.missing],
        "unknown_values": list(outcome.unknown_values),
        "taken_for_granted": [
            {"fact": granted.fact, "person": granted.person, "value": spell(granted.value)}
            for granted in outcome.taken_for_granted
        ],
        "confidence": outcome.confidence,
        "because": [told[reason] for reason in reasons],
        "open_norms": [
            {"name": norm.name, "article": norm.article, "says": dict(norm.says)}
            for norm in outcome.open_norms
        ],
        "gaps": [{"article": gap.article, "says": dict(gap.says)} for gap in outcome.gaps],
        "receipt": {
            "code": outcome.receipt.code,
            "engine": outcome.receipt.engine,
            "corpus": outcome.receipt.corpus,
            "on": outcome.receipt.on.isoformat(),
        },
    }


def _amount(outcome: Outcome) -> dict[str, Any]:
    if outcome.unit is None:
        return {"amount": None, "unit": None}
    if outcome.amount is not None:
        return {"amount": spell(outcome.amount), "unit": outcome.unit.name}
    ends = {"min": outcome.low, "max": outcome.high}
    return {
        "amount": None,
        "unit": outcome.unit.name,
        **{name: None if end is None else spell(end) for name, end in ends.items()},
    }


def cliff_as_json(cliff: Cliff) -> dict[str, Any]:
    """One leap: between which two values or days, and what it does to each scheme, in euros a month."""
    place: dict[str, Any] = {"day": cliff.day.isoformat()} if cliff.day is not None else {}
    if cliff.fact is not None:
        values = {"now": cliff.now, "near": cliff.near, "then": cliff.then}
        place = {"fact": cliff.fact, "person": cliff.person}
        place |= {name: exact_text(value) for name, value in values.items()}
    return place | {
        "difference": spell(cliff.difference),
        "unit": "euro/maand",
        "changes": [
            {
                "scheme": each.scheme,
                "before": each.before.value,
                "after": each.after.value,
                "brought": spell(each.brought),
                "brings": spell(each.brings),
            }
            for each in cliff.changes
        ],
    }


def missing_as_json(missing: Missing) -> dict[str, Any]:
    """A missing fact, or a role of which we do not know whether there is anybody."""
    if missing.is_role:
        return {"role": missing.name}
    return {"fact": missing.name, "person": missing.person}


def _reason(reason: Reason) -> dict[str, Any]:
    content: dict[str, Any] = {
        "kind": reason.kind,
        "name": _full_name(reason),
        "person": reason.person,
        "value": exact_text(reason.value),
        "unit": reason.unit.name,
    }
    if reason.kind == "fact":
        content["taken_for_granted"] = reason.taken_for_granted
    else:
        content |= {"article": reason.article, "note": reason.note or None, "confidence": reason.confidence}
    if reason.kind == "step":
        content |= {
            "says": dict(reason.says),
            "inputs": [{"name": _full_name(inner), "person": inner.person} for inner in reason.inputs],
        }
    if reason.kind == "parameter":
        content |= {
            "source": reason.source,
            "checked": reason.checked.isoformat() if reason.checked else None,
        }
    return content


def _full_name(reason: Reason) -> str:
    return f"{reason.law}.{reason.name}" if reason.law else reason.name


def fact_as_json(fact: FactDefinition) -> dict[str, Any]:
    """One fact's definition, for who must fill in a situation."""
    return {
        "name": fact.name,
        "level": fact.level.value,
        "unit": fact.unit.name,
        "min": None if fact.low is None else spell(fact.low),
        "max": None if fact.high is None else spell(fact.high),
        "choices": [{"value": value, "label": dict(label)} for value, label in fact.choices.items()],
        "question": {language: dict(texts) for language, texts in fact.question.items()},
        "why": dict(fact.why),
        "where": dict(fact.where),
        "register": fact.register,
        "applies_to": list(fact.applies_to),
        "effort": fact.effort,
        "group": fact.group,
    }
