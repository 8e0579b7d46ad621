"""How far somebody is: the number on the screen only goes up, and after twelve questions there is a rest."""

import datetime as dt

import pytest
from django.test import Client

from houvast.conversation.path import PEOPLE, ROUND, progress
from houvast.conversation.story import Story
from houvast.conversation.tests.test_the_way_through import ON, PARENT, begin
from houvast.web import clock

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 7, 1)


def test_the_number_goes_up_and_after_twelve_questions_somebody_may_rest(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: ON)
    begin(visitor)
    here = visitor.get("/vraag/verder/").headers["Location"]
    seen, totals = [], []

    while here != "/vraag/begrepen/":
        shown = visitor.get(here).context["progress"]
        seen.append(shown.current)
        totals.append(shown.total)
        key = here.removeprefix("/vraag/").rstrip("/")
        here = visitor.post(here, PARENT.get(key, {"weet-niet": "1"})).headers["Location"]

    assert seen == list(range(1, len(seen) + 1))
    assert all(current <= total for current, total in zip(seen, totals, strict=True))
    assert totals[-1] == seen[-1]
    assert len(seen) > ROUND
    assert visitor.get("/vraag/begrepen/").context["left"] > 0, "this was the rest, not the end"


def test_the_first_screen_is_number_one() -> None:
    assert progress(Story(words="ik kom niet rond"), PEOPLE, on=DAY).current == 1
