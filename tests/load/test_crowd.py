"""The crowd that the bench measures with is made of requests as any other: whole, held, and readable."""

import pytest

from bench import crowd
from houvast.casework.api import HelpRequest, broken, words_of
from houvast.people.api import active_duos
from houvast.web import clock

pytestmark = pytest.mark.django_db


def test_a_crowd_is_of_whole_requests_each_held_by_a_duo() -> None:
    assert crowd.main(["--requests", "30", "--each", "10"]) == 0

    counts = [duo.help_requests.count() for duo in active_duos()]
    words = words_of(HelpRequest.objects.order_by("reference")[0])
    assert counts == [10, 10, 10]
    assert words.lines == ("U komt niet rond.",)
    assert list(broken(at=clock.now())) == []
