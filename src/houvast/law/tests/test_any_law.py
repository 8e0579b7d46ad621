"""A law that loads never raises: random formulas are refused with a mend, or work for every household."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import BadCorpus, Corpus
from houvast.law.tests.households import DAY, LAWS, situations, with_less_known

FACTS = Path(LAWS / "facts" / "alle.yaml").read_text(encoding="utf-8")
_SOURCE = "source: S, checked: 2026-11-22, confidence: A"
PARAMETERS = {
    "grens": f"unit: euro/jaar, article: X, values: [{{from: 2025-01-01, value: 30000, {_SOURCE}}}]",
    "deel": f"unit: '%', article: X, values: [{{from: 2025-01-01, value: 12.5, {_SOURCE}}}]",
    "onbekend": "unit: euro/jaar, article: X, values: [{from: 2025-01-01, value: null, source: ''}]",
    "toeslag": "unit: euro/jaar, by: jaar, article: X, values: "
    f"[{{from: 2025-01-01, value: [[0, 100], [18, 900]], {_SOURCE}}}]",
}
LAW = """\
title: Proef
official: Proef
id: TEST0009
authority: Niemand
kind: toeslag
covers: {{from: 2025-01-01, until: 2026-12-31}}
checked: {{on: 2026-11-22, by: test}}
summary: {{nl: Een proef., en: A trial., tr: Deneme., ar: تجربة}}
facts: [{facts}]
parameters:
{parameters}steps:
  - {{name: eigen, level: person, unit: euro/jaar, article: X, says: {{nl: x}}, formula: "{own}"}}
  - {{name: samen, level: household, unit: euro/jaar, article: X, says: {{nl: x}}, formula: "{together}"}}
  - {{name: recht, level: household, unit: ja/nee, article: X, says: {{nl: x}}, formula: "{right}"}}
outcome: {{right: recht, amount: samen}}
"""
NAMES = ("inkomen", "geboortedatum", "student", "huur", "gehuwd", "woning")

_MONEY = st.sampled_from(
    ["inkomen", "grens", "onbekend", "0", "per_year(huur)", "deel * inkomen", "deel * grens"]
)
_YES = st.sampled_from(
    ["student", "gehuwd", "role == 'kind'", "age(geboortedatum) >= 18", "woning == 'huis'"]
)
_AGES = ("age(geboortedatum)", "age(geboortedatum, add_years(day, 3))", "years_between(geboortedatum, day)")


def money(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Amounts a year made of amounts a year, some of them written wrongly on purpose."""
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/"]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max", "share"]), inner, inner),
        st.builds("abs({})".format, inner),
        st.builds(
            "{}({}, {})".format,
            st.sampled_from(["round_down", "round_up", "round_half_up"]),
            inner,
            st.sampled_from(["1", "0.01", "25"]),
        ),
        st.builds("({} if {} else {})".format, inner, _YES, inner),
        st.builds("share({}, {}) * {}".format, inner, inner, inner),
        st.builds("bracket({}, toeslag)".format, st.sampled_from(_AGES)),
        st.builds("{} * {}".format, st.sampled_from(["2", "0.5", "deel"]), inner),
    )


OWN = st.recursive(_MONEY, money, max_leaves=6)
OF_HOUSEHOLD = st.one_of(
    st.builds("{}(eigen, where={})".format, st.sampled_from(["sum", "largest", "smallest"]), _YES),
    st.builds("max(0, sum(eigen)) / max(1, count(where={}))".format, _YES),
    st.builds("sum(eigen) / count(where={})".format, _YES),
    st.builds("applicant(eigen) - {}".format, st.sampled_from(["grens", "onbekend", "per_year(huur)"])),
)
RIGHT = st.one_of(
    st.builds(
        "samen {} {}".format, st.sampled_from(["<", "<=", ">", ">=", "=="]), st.sampled_from(["0", "grens"])
    ),
    st.builds("any({}) {} samen > 0".format, _YES, st.sampled_from(["and", "or"])),
    st.builds("not all({})".format, _YES),
)


def written(own: str, together: str, right: str) -> str:
    """A law file with these formulas that lists the facts and values that they name."""
    text = " ".join((own, together, right))
    parameters = [f"  - {{name: {name}, {rest}}}\n" for name, rest in PARAMETERS.items() if name in text]
    facts = ", ".join(name for name in NAMES if name in text)
    return LAW.format(
        facts=facts, parameters="".join(parameters) or "  []\n", own=own, together=together, right=right
    )


def loaded(folder: Path) -> Corpus | BadCorpus:
    """The laws, or why they are refused."""
    try:
        return api.load_corpus(folder, city="dorp")
    except BadCorpus as refused:
        return refused


@settings(max_examples=80, deadline=None)
@given(own=OWN, together=OF_HOUSEHOLD, right=RIGHT, data=st.data())
def test_a_law_that_loads_never_raises(
    tmp_path_factory: pytest.TempPathFactory, own: str, together: str, right: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("laws")
    (folder / "facts").mkdir()
    (folder / "wet").mkdir()
    (folder / "facts" / "alle.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "wet" / "proef.yaml").write_text(written(own, together, right), encoding="utf-8")
    corpus = loaded(folder)
    if isinstance(corpus, BadCorpus):
        assert all(fault.where and fault.what and fault.mend for fault in corpus.faults)
        return

    full = data.draw(situations(corpus))
    less = data.draw(with_less_known(full, corpus))
    true = api.assess(corpus, full, on=DAY).outcome("proef")
    said = api.assess(corpus, less, on=DAY).outcome("proef")

    assert said.answer in {true.answer, api.Answer.DEPENDS}
    assert said.low is None or true.low is None or said.low <= true.low
    assert said.high is None or true.high is None or true.high <= said.high


def test_most_of_these_laws_load_or_are_refused_for_what_is_wrong(tmp_path: Path) -> None:
    """The generator above is worth something: a plain law of it loads and has an outcome."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "wet").mkdir()
    (tmp_path / "facts" / "alle.yaml").write_text(FACTS, encoding="utf-8")
    text = written("max(0, grens - inkomen)", "sum(eigen, where=student)", "samen > 0")
    (tmp_path / "wet" / "proef.yaml").write_text(text, encoding="utf-8")

    corpus = api.load_corpus(tmp_path, city="dorp")

    assert corpus.schemes_on(datetime.date(2026, 7, 1)) == ("proef",)
