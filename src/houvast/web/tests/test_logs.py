"""No log ever holds what somebody typed or who they are."""

import logging

import pytest
from django.http import HttpRequest
from django.test import Client

from houvast.web.logs import HIDDEN, Bare, NoPersonalData


def _logged(message: str, *args: object, **extra: object) -> str:
    record = logging.LogRecord("test", logging.ERROR, "", 1, message, args, None)
    record.__dict__.update(extra)
    NoPersonalData().filter(record)
    return Bare("{message}", style="{").format(record)


@pytest.mark.parametrize(
    "personal",
    [
        "?code=K7QM-2FDA",
        "aisha@voorbeeld.nl",
        "123456782",
        "1234 567 82",
        "06-12345678",
        "1988-03-12",
        "NL91ABNA0417164300",
        "0b9f3c52-7d1e-4d5f-9f0a-0a8e5ad0c3b1",
    ],
)
def test_what_looks_like_a_persons_is_left_out(personal: str) -> None:
    line = _logged("it went wrong at %s today", f"/volg/{personal}")

    assert personal not in line
    assert HIDDEN in line
    assert line.startswith("it went wrong at /volg/")


def test_an_ordinary_line_stays_as_it_is() -> None:
    line = _logged("3 of 41 jobs failed in %s seconds", 12.5)

    assert line == "3 of 41 jobs failed in 12.5 seconds"


def test_an_address_becomes_its_route() -> None:
    request = HttpRequest()
    request.path = "/volg/K7QM2FDA"

    line = _logged("Not Found: %s", request.path, request=request)

    assert line == "Not Found: route unknown"


def test_an_exception_is_told_by_kind_and_place_without_its_message() -> None:
    try:
        try:
            raise KeyError("Aisha")  # noqa: TRY301 - a cause inside an effect is what this is about
        except KeyError as cause:
            raise ValueError("Aisha owes 812 euro") from cause
    except ValueError as error:
        told = Bare("{message}", style="{").formatException((ValueError, error, error.__traceback__))

    assert "Aisha" not in told
    assert "812" not in told
    assert "builtins.KeyError" in told
    assert "builtins.ValueError" in told
    assert "test_logs.py" in told


@pytest.mark.django_db
def test_djangos_own_line_about_a_missing_page_names_no_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(NoPersonalData())

    Client().get("/volg/geheim-woord?code=K7QM2FDA")

    assert "geheim-woord" not in caplog.text
    assert "K7QM2FDA" not in caplog.text


def test_every_handler_of_the_settings_leaves_personal_data_out() -> None:
    handlers = logging.getLogger().handlers + logging.getLogger("django").handlers
    ours = [handler for handler in handlers if type(handler) is logging.StreamHandler]

    assert ours
    for handler in ours:
        assert any(isinstance(each, NoPersonalData) for each in handler.filters)
        assert isinstance(handler.formatter, Bare)
