"""What may be taken for granted of somebody, by role and by age."""

import pytest

from houvast.law.api import load_corpus
from houvast.law.commands import default_laws
from houvast.law.facts import Default

FACTS = load_corpus(default_laws(), city="amsterdam").facts


@pytest.mark.parametrize(("age", "holds"), [(4, False), (5, True), (10, True), (11, False), (None, False)])
def test_a_range_holds_from_its_first_age_until_before_its_last(age: int | None, holds: bool) -> None:
    assert Default("basisschool", "kind", below_age=11, from_age=5).holds_for("kind", age) is holds


def test_without_ages_it_holds_at_any_age_also_an_unknown_one() -> None:
    assert Default(False, "kind").holds_for("kind", None)
    assert not Default(False, "kind").holds_for("partner", 30)


@pytest.mark.parametrize(
    ("age", "school"),
    [(1, "geen"), (3, None), (8, "basisschool"), (12, None), (14, "middelbaar"), (16, None)],
)
def test_a_school_is_only_taken_for_granted_where_age_leaves_no_doubt(age: int, school: str | None) -> None:
    defaults = FACTS["schoolsoort"].defaults

    assert next((one.value for one in defaults if one.holds_for("kind", age)), None) == school
