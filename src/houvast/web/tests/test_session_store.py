"""A session is found as Django finds it: until it is over, and by its own key only."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from houvast.web.session_store import SessionStore


def kept(*, seconds: int = 30) -> str:
    """The key of a session in which something stands, for so many seconds from now."""
    store = SessionStore()
    store.set_expiry(seconds)
    store["taal"] = "tr"
    store.save()
    assert store.session_key
    return store.session_key


def test_what_was_kept_is_read_in_one_question(db: None) -> None:
    key = kept()

    with CaptureQueriesContext(connection) as asked:
        found = SessionStore(key)
        told = found.get("taal"), found.get("niets")

    assert told == ("tr", None)
    assert len(asked) == 1


def test_a_session_that_is_over_is_nobodys(db: None) -> None:
    found = SessionStore(kept(seconds=-2))

    assert found.load() == {}
    assert found.session_key is None


def test_a_key_that_is_none_finds_nothing(db: None) -> None:
    kept()

    found = SessionStore("verzonnen0verzonnen0verzonnen0ve")

    assert found.load() == {}
    assert found.session_key is None
