"""The walk that measures and pictures the main screens has something to say to every question."""

import pytest

from houvast.conversation.circumstances import ALL, Circumstance
from tools.visitor import ANSWERS, TICKED


@pytest.mark.parametrize("asked", [each for each in ALL if each.several], ids=lambda each: each.name)
def test_something_is_ticked_where_several_may_be(asked: Circumstance) -> None:
    ticked = {value for value, _ in asked.choices} & TICKED

    assert ticked
    assert asked.name not in ANSWERS
    assert asked.alone not in ticked
