"""What is usual helps to ask, and never enters an outcome."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from houvast.law import api, strict_yaml
from houvast.law.api import BadCorpus
from houvast.law.priors import measured, read_priors, written
from houvast.law.tests.households import DAY, LAWS, family, village

CITY = [
    {
        "huur": Decimal(amount),
        "woning": "huis" if amount > 500 else "kamer",
        "persons": [
            {"role": "aanvrager", "student": amount > 900, "inkomen": 1},
            {"role": "kind", "spaargeld": 7},
        ],
    }
    for amount in range(100, 1100, 10)
]


def test_what_is_measured_reads_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "usual.yaml").write_text(written(measured(CITY, village().facts)))

    priors = read_priors(tmp_path / "usual.yaml", village().facts)

    assert priors["huur"]["household"][0] < priors["huur"]["household"][-1] == 1070
    assert priors["student"]["aanvrager"].count(True) == 4
    assert set(priors["woning"]["household"]) == {"huis", "kamer"}
    assert "spaargeld" not in priors  # children are not asked for it
    assert len(priors["inkomen"]["aanvrager"]) == 20


def test_what_is_usual_changes_no_outcome_and_no_digest(tmp_path: Path) -> None:
    laws = Path(shutil.copytree(LAWS, tmp_path / "laws"))
    (laws / "usual.yaml").write_text(written(measured(CITY, village().facts)))
    corpus, household = api.load_corpus(laws, city="dorp"), family().with_fact("huur", None)

    outcome = api.assess(corpus, household, on=DAY).outcome("woonhulp")

    assert corpus.priors
    assert corpus.digest == village().digest
    assert (outcome.low, outcome.high) == (
        0,
        api.assess(village(), household, on=DAY).outcome("woonhulp").high,
    )
    assert api.open_questions(corpus, household, on=DAY)[0].facts == ("huur",)


def test_values_outside_bounds_and_facts_that_are_gone_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "usual.yaml").write_text("huur: {household: [100, 99999]}\nweg: {household: [1]}\n")

    assert read_priors(tmp_path / "usual.yaml", village().facts) == {"huur": {"household": (100,)}}


@pytest.mark.parametrize("text", ["- 1", "huur: 3", "huur: [1, 2]", ""])
def test_a_file_that_is_no_list_of_usual_values_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "usual.yaml").write_text(text)

    with pytest.raises(BadCorpus, match=r"usual\.yaml"):
        read_priors(tmp_path / "usual.yaml", village().facts)


def test_the_usual_values_of_the_corpus_fit_its_facts() -> None:
    laws = Path(__file__).parents[4] / "laws"
    content = strict_yaml.read_file(laws / "usual.yaml")

    priors = api.load_corpus(laws, city="amsterdam").priors

    assert len(priors) >= 0.9 * len(content)
