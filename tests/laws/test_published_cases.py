"""Every published case, to the euro or cent. A case that cannot be right says why, and must then differ."""

import pytest

from tests.laws.published import Case, answers, computed, corpus, read_cases

CASES = read_cases()
CORPUS = corpus()


@pytest.mark.parametrize("case", [case for case in CASES if not case.wrong], ids=lambda case: case.id)
def test_the_law_gives_what_was_published(case: Case) -> None:
    given = computed(CORPUS, case)

    assert given == dict(case.expect), case.source


@pytest.mark.parametrize("case", [case for case in CASES if case.right], ids=lambda case: case.id)
def test_the_answer_is_the_published_one(case: Case) -> None:
    given = answers(CORPUS, case)

    wanted = {
        scheme: right if isinstance(right, str) else "yes" if right else "no"
        for scheme, right in case.right.items()
    }
    assert given == wanted, case.source


@pytest.mark.parametrize("case", [case for case in CASES if case.wrong], ids=lambda case: case.id)
def test_a_case_called_wrong_really_differs(case: Case) -> None:
    given = computed(CORPUS, case)

    assert given != dict(case.expect), "This case passes: remove `wrong`."


def test_no_two_cases_share_a_name() -> None:
    names = [case.id for case in CASES]

    assert len(names) == len(set(names))


def test_every_case_names_its_source() -> None:
    assert [case.id for case in CASES if not case.source.strip()] == []
