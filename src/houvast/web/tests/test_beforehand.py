"""A server has read and worked with everything before its first visitor comes."""

import datetime as dt
import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.template import engines
from django.utils.translation import override

from houvast.answers.hearing import understanding
from houvast.people.actors import _with_account
from houvast.rights.corpora import corpus
from houvast.web import beforehand
from houvast.web.beforehand import OBJECTS, make_ready

DAY = dt.date(2026, 11, 24)
pytestmark = pytest.mark.django_db


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


def test_every_template_is_read_in_every_language_and_the_sql_is_written() -> None:
    django: Any = engines["django"]
    loader = django.engine.template_loaders[0]
    loader.reset()
    _with_account._written = None

    make_ready(on=DAY)

    for code, _ in settings.LANGUAGES:
        with override(code):
            assert loader.cache_key("casework/request.html") in loader.get_template_cache
    assert _with_account._written is not None


def test_a_database_that_is_away_stops_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("away")

    monkeypatch.setattr(beforehand, "write_all", away)

    make_ready(on=DAY)

    assert gc.get_freeze_count() > 0
