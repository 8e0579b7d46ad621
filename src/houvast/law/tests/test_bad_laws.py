"""Laws that cannot be right are refused when they are read: with file, name and the mend."""

import shutil
from pathlib import Path

import pytest

from houvast.law import api
from houvast.law.api import BadCorpus
from houvast.law.tests.households import LAWS


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    """A copy of the village's laws, to be spoiled."""
    return Path(shutil.copytree(LAWS, tmp_path / "laws"))


def spoiled(laws: Path, file: str, old: str, new: str) -> str:
    """What is said of the laws after one change in one file."""
    path = laws / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(BadCorpus) as refused:
        api.load_corpus(laws, city="dorp")
    assert all(fault.where and fault.what and fault.mend for fault in refused.value.faults)
    return str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("min(huur, lookup", "min(huurr, lookup", "We do not know 'huurr'. Did you mean 'huur'?"),
        ("facts: [huur, ", "facts: [", "The fact 'huur' is not listed"),
        ("facts: [huur, ", "facts: [student, huur, ", "No formula names the fact 'student'"),
        ("value: 30000, source: Stcrt. 1", "value: 30000", "This value has no source"),
        ("value: 30000", "value: 3e4", "'3e4' is not a value in euro/jaar"),
        ("value: 30000", "value: .inf", "'.inf' is not a value in euro/jaar"),
        ("from: 2025-01-01, value: 29000", "from: 2025-02-01, value: 29000", "There is a hole"),
        ("from: 2026-01-01, value: 30000", "from: 2024-01-01, value: 30000", "The days are not newest first"),
        ("confidence: A", "confidence: Z", "`confidence` is 'Z'"),
        ("unit: euro/jaar\n", "unit: euro/maand\n", "euro/jaar and euro/maand do not fit together"),
        ("inkomen_samen <= inkomensgrens", "recht", "in a circle: arm_genoeg -> recht -> arm_genoeg"),
        ("uses: [paren]", "uses: [parenn]", "`uses` names 'parenn'"),
        ("uses: [paren]", "uses: [paren, pas]", "use each other in a circle"),
        ("pair: paar", "pair: arm_genoeg", "'arm_genoeg' is not a yes/no of a person"),
        ("pair: paar\n", "", "A pair step in a law without `pair:`"),
        ("count(where=role == 'kind'", "count(where=role == 'oma'", "'oma' is not one of the choices"),
        ("kamer: 500, ", "", "The table has no value for kamer"),
        ("[1, 25], [3, 60]", "[3, 25], [1, 60]", "rising lower bounds"),
        ("until: 2026-12-31", "until: 2024-12-31", "`from` is after `until`"),
        ("until: 2026-12-31", "until: 2027-12-31", "`covers` reaches beyond the law 'paren'"),
        ("right: recht", "right: rechtt", "'rechtt' is not a step"),
        ("amount: bedrag", "amount: recht", "is not one number for the household"),
        ("kind: toeslag", "kind: toeslagg", "`kind` is 'toeslagg'"),
        ("title: Woonhulp", "titel: Woonhulp", "We do not know the field 'titel'. Did you mean 'title'?"),
        ("bedrag > 0", "bedrag > 5", "The number 5 stands beside euro/maand"),
        ("min(huur, lookup", "min(huur / kinderen, lookup", "What it divides by may be zero"),
        ("round_up(per_month(", "round_up(per_month(1 / kinderen * ", "What it divides by may be zero"),
        ("min(huur, lookup", "min(9 ** 9 ** 9, lookup", "Powers are not in the language"),
        ("en: Help with rent., ", "", "There is no text in en"),
        ("checked: {on: 2026-11-22", "checked: {on: gisteren", "is not a date"),
        ("name: spaargrens", "name: huur_die_telt", "is both a parameter and a step"),
        ("name: spaargrens", "name: spaargeld", "is also the name of a fact"),
        ("- name: arm_genoeg", "- name: arm-genoeg", "cannot be a name"),
        ("steps:", "steps: &alles", "uses an anchor or alias"),
        ("title: Woonhulp", "title: Woonhulp\ntitle: Woonhulp", "for the second time"),
        ("title: Woonhulp", "title: !!python/object:os.system Woonhulp", "uses a tag"),
        ("title: Woonhulp", "---\ntitle: Woonhulp\n---", "several documents"),
        ("title: Woonhulp", "title: [Woonhulp", "not YAML"),
        ("title: Woonhulp", "title: " + "[" * 60 + "]" * 60, "nested too deeply"),
        ("from: 2025-01-01", "from: 2025-02-30", "is not a day that exists"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_law_is_named_with_its_mend(laws: Path, old: str, new: str, said: str) -> None:
    assert said in spoiled(laws, "wet/woonhulp.yaml", old, new)


def test_a_circle_through_three_files_is_named(laws: Path) -> None:
    text = (laws / "wet/paren.yaml").read_text().replace("facts:", "uses: [pas]\nfacts:")
    (laws / "wet/paren.yaml").write_text(text)

    assert "in a circle: " in spoiled(
        laws, "wet/paren.yaml", "sum(inkomen)", "sum(inkomen) if pas.recht else 0"
    )


def test_a_law_of_ten_thousand_steps_is_refused(laws: Path) -> None:
    step = (
        "  - {{name: s{0}, level: household, unit: aantal, article: X, says: {{nl: x}}, formula: kinderen}}\n"
    )
    many = "".join(step.format(number) for number in range(10_000))

    assert "There are 100" in spoiled(laws, "wet/woonhulp.yaml", "outcome:", many + "outcome:").replace(
        "10", "10", 1
    )


def test_a_law_of_too_many_steps_is_refused(laws: Path) -> None:
    step = (
        "  - {{name: s{0}, level: household, unit: aantal, article: X, says: {{nl: x}}, formula: kinderen}}\n"
    )
    many = "".join(step.format(number) for number in range(500))

    assert "There are 507 steps. Split the law" in spoiled(
        laws, "wet/woonhulp.yaml", "outcome:", many + "outcome:"
    )


def test_a_long_chain_of_steps_loads(laws: Path) -> None:
    step = (
        "  - {{name: s{0}, level: household, unit: aantal, article: X, says: {{nl: x}}, formula: s{1} + 1}}\n"
    )
    chain = "  - {name: s0, level: household, unit: aantal, article: X, says: {nl: x}, formula: kinderen}\n"
    chain += "".join(step.format(number, number - 1) for number in range(1, 390))
    path = laws / "wet/woonhulp.yaml"
    path.write_text(path.read_text().replace("outcome:", chain + "outcome:", 1))

    corpus = api.load_corpus(laws, city="dorp")

    assert corpus.order.index(("woonhulp", "s389")) > corpus.order.index(("woonhulp", "s0"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"\x00\x01\x02", "not YAML"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"a: " + b"x" * 1_100_000, "larger than"),
        (b"&a [*a, *a]", "anchor or alias"),
        (b"just a word", "Here we expect fields with names"),
        (b"- 1\n- 2", "Here we expect fields with names"),
        (b"{a: 1}", "`covers` is missing"),
    ],
)
def test_a_file_that_is_no_law_is_refused(laws: Path, content: bytes, said: str) -> None:
    (laws / "wet" / "vreemd.yaml").write_bytes(content)

    with pytest.raises(BadCorpus) as refused:
        api.load_corpus(laws, city="dorp")

    assert said in str(refused.value)
    assert "wet/vreemd.yaml" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("bounds: [0, 3000]", "bounds: [3000, 0]", "`bounds` is not [lowest, highest]"),
        ("bounds: [0, 3000]", "groep: x", "`bounds` is missing"),
        ("level: household", "level: huishouden", "`level` is 'huishouden'"),
        ("effort: 3", "effort: 9", "`effort` is not 1, 2, 3, 4 or 5"),
        ("below_age: 16, value: 0", "below_age: 16, value: veel", "is not a value of this fact"),
        ("unit: keuze", "unit: ja/nee", "Choices and the unit `keuze` go together"),
        ("name: huur", "name: inkomen", "This fact is also defined in"),
        ("name: huur", "name: role", "cannot be a fact's name"),
    ],
)
def test_a_mistake_in_a_fact_is_named_with_its_mend(laws: Path, old: str, new: str, said: str) -> None:
    assert said in spoiled(laws, "facts/alle.yaml", old, new)


UNUSED = (
    "  - {name: ongebruikt, unit: aantal, article: X, values: "
    "[{from: 2025-01-01, value: 3, source: S, checked: 2026-11-22, confidence: A}]}\n"
)


def test_a_value_that_no_formula_names_is_refused(laws: Path) -> None:
    said = spoiled(laws, "wet/woonhulp.yaml", "steps:", f"{UNUSED}steps:")

    assert "No formula names the parameter 'ongebruikt'" in said


def test_a_value_that_only_a_law_above_names_is_used(laws: Path) -> None:
    below, above = laws / "wet" / "woonhulp.yaml", laws / "dorp" / "pas.yaml"
    below.write_text(below.read_text().replace("steps:", f"{UNUSED}steps:", 1))
    above.write_text(above.read_text().replace("any(student)", "any(student) and woonhulp.ongebruikt > 0", 1))

    assert "ongebruikt" in api.load_corpus(laws, city="dorp").laws["woonhulp"].parameters


def test_a_folder_without_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCorpus, match="has no `facts/`"):
        api.load_corpus(tmp_path, city="dorp")
