"""How often somebody may guess."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from houvast.config import Config
from houvast.people.limits import Limit, TooManyGuesses, client_of, forget_old, try_once, was_right
from houvast.people.models import Attempts
from houvast.people.tests.moments import MINUTE, NOON

THREE = Limit("a test", most=3, window=dt.timedelta(minutes=15))

pytestmark = pytest.mark.django_db


def try_often(times: int, who: str = "here", *, at: dt.datetime = NOON) -> None:
    for _ in range(times):
        try_once(THREE, who, at=at)


def test_the_fourth_of_three_is_refused_with_when_to_try_again() -> None:
    try_often(3)

    with pytest.raises(TooManyGuesses) as refusal:
        try_once(THREE, "here", at=NOON + MINUTE)

    assert refusal.value.again_at == NOON + THREE.window


def test_from_that_moment_it_works_again() -> None:
    try_often(3)

    try_often(3, at=NOON + THREE.window)


def test_a_right_guess_is_not_counted_and_gives_no_extra_guesses() -> None:
    try_often(2)
    for _ in range(10):
        try_once(THREE, "here", at=NOON)
        was_right(THREE, "here")

    try_often(1)
    with pytest.raises(TooManyGuesses):
        try_often(1)


def test_one_client_does_not_close_the_door_for_another() -> None:
    try_often(3)

    try_often(3, "elsewhere")


def test_no_address_can_be_read_from_the_table() -> None:
    try_often(1, "198.51.100.7")

    assert "198" not in Attempts.objects.get().bucket[:3]
    assert all(sign in "0123456789abcdef" for sign in Attempts.objects.get().bucket)


def test_old_windows_are_forgotten() -> None:
    try_often(1)

    assert forget_old(at=NOON + dt.timedelta(days=2)) == 1
    assert not Attempts.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_get_three_guesses_together() -> None:
    start = threading.Barrier(16)

    def guess(_number: int) -> bool:
        start.wait(timeout=30)
        try:
            try_once(THREE, "here", at=NOON)
        except TooManyGuesses:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(16) as pool:
        allowed = list(pool.map(guess, range(16)))

    assert sum(allowed) == 3


@pytest.fixture
def behind_proxy(settings: Any) -> None:
    settings.CONFIG = Config(behind_proxy=True)


def test_without_a_proxy_the_header_of_the_visitor_counts_for_nothing() -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR="203.0.113.9")

    assert client_of(asked) == "198.51.100.7"


@pytest.mark.usefixtures("behind_proxy")
def test_behind_a_proxy_the_address_that_the_proxy_wrote_counts() -> None:
    asked = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="made-up, 192.0.2.1, 203.0.113.9"
    )

    assert client_of(asked) == "203.0.113.9"


def test_all_addresses_of_one_household_are_one_client() -> None:
    one = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:aaaa::1")
    other = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:bbbb::2")

    assert client_of(one) == client_of(other) == "2001:db8:1:2::/64"


def test_a_broken_address_is_one_client_too() -> None:
    assert client_of(RequestFactory().get("/", REMOTE_ADDR="")) == "unknown"
