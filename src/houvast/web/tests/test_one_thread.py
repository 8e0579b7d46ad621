"""What a served process does in fewer steps follows names inside Django: they are still there."""

import pytest
from asgiref.local import Local
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import Client, RequestFactory

from houvast.web.one_thread import KEPT


def test_django_keeps_these_in_what_we_put_something_quicker_for() -> None:
    assert [isinstance(getattr(where, name), Local) for where, name in KEPT] == [True] * len(KEPT)


@pytest.mark.django_db
def test_the_policy_is_the_one_that_django_csp_writes() -> None:
    theirs = CSPMiddleware(lambda _: HttpResponse()).process_response(
        RequestFactory().get("/"), HttpResponse()
    )

    ours = Client().get("/gezond")

    header = "Content-Security-Policy"
    assert sorted(ours[header].split("; ")) == sorted(theirs[header].split("; "))
    assert "default-src 'none'" in ours[header]
