"""A city of one day, with two teams at work, on whichever database the suite runs."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from houvast.web import clock
from houvast.web.demo import load_staff

TUESDAY = dt.datetime(2026, 11, 24, 10, 0, tzinfo=clock.AMSTERDAM)


@pytest.fixture
def city(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the house, on Tuesday 24 November 2026, with the professionals of the demo at work."""
    monkeypatch.setattr(clock, "now", lambda: TUESDAY)
    load_staff()
    return str(live_server.url)


@pytest.fixture
def at_work(browser: Browser) -> Iterator[Page]:
    """The screen of a professional: another browser than the resident's."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.fixture
def another_phone(browser: Browser) -> Iterator[Page]:
    """A telephone that has never been here, without JavaScript."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()
