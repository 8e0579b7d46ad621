"""A cliff is true for every law of the corpus: the household is assessed anew on both sides of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.cliffs import LEAST
from houvast.law.tests.households import situations, with_less_known
from houvast.law.tests.leaps import a_step_apart, brings
from tests.laws.test_engine_on_all_laws import DAY, corpus

MOST_LOOKED_AT = 6


@settings(max_examples=2, deadline=None)
@given(data=st.data())
def test_every_cliff_is_true_on_both_sides(data: st.DataObject) -> None:
    full = data.draw(situations(corpus(), on=DAY))
    household = data.draw(st.just(full) | with_less_known(full, corpus(), on=DAY))

    found = api.cliffs(corpus(), household, on=DAY)

    for cliff in data.draw(st.permutations(found))[:MOST_LOOKED_AT]:
        near, then = (brings(corpus(), household, cliff, on=DAY, beyond=beyond) for beyond in (False, True))
        assert then - near == cliff.difference, cliff
        assert abs(cliff.difference) >= LEAST
        assert a_step_apart(corpus(), cliff)
