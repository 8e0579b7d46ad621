"""A server has read and worked with everything before its first visitor comes."""

import datetime as dt
import gc
from collections.abc import Iterator

import pytest

from houvast.answers.hearing import understanding
from houvast.rights.corpora import corpus
from houvast.web.beforehand import OBJECTS, make_ready

DAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_the_laws_and_the_questions_are_read_and_the_collector_leaves_them_alone() -> None:
    corpus.cache_clear()
    understanding.cache_clear()

    make_ready(on=DAY)

    assert corpus.cache_info().currsize == understanding.cache_info().currsize == 1
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == OBJECTS


def test_a_day_that_nobody_checked_stops_no_server() -> None:
    make_ready(on=dt.date(2031, 1, 1))

    assert gc.get_freeze_count() > 0
