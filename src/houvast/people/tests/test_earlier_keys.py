"""HOUVAST_SECRET_KEY is replaced: nothing stops working, and afterwards nothing needs the earlier one."""

import ast
import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import houvast
from houvast.config import BadConfig, from_environment
from houvast.people import api as people
from houvast.people import keys
from houvast.people.adapters import SecondFactorAdapter
from houvast.people.commands import rotate_secret_key
from houvast.people.models import KeptKey, Professional, Resident
from houvast.people.tests.moments import NOON

pytestmark = pytest.mark.django_db
Restart = Callable[..., None]
OLDEST, OLDER, NEW = (letter * 60 for letter in "abc")


@pytest.fixture
def restart(settings: Any) -> Iterator[Restart]:
    """Starts the house with another secret, and with those that it was before; it runs on `OLDER` now."""

    def again(secret: str, *earlier: str) -> None:
        settings.CONFIG = dataclasses.replace(settings.CONFIG, secret_key=secret, earlier_secret_keys=earlier)
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = secret, list(earlier)
        keys.look_again()

    again(OLDER)
    yield again
    keys.look_again()


def whose(code: str) -> Resident | None:
    return people.resident_by_code(code, at=NOON, client="here")


def is_in(client: Client) -> bool:
    """Whether this browser is still signed in."""
    return client.get("/account/tweede-slot/").wsgi_request.user.is_authenticated


def rotated(restart: Restart) -> None:
    """The whole of it, as the manual tells: replace, run the command, throw the earlier one away."""
    restart(NEW, OLDER)
    assert rotate_secret_key([]) == 0
    restart(NEW)


def test_a_code_works_as_soon_as_the_secret_is_replaced(restart: Restart) -> None:
    resident, code = people.new_resident(at=NOON, language="nl")

    restart(NEW, OLDER)

    assert whose(code) == resident


def test_a_code_works_after_the_earlier_secret_is_thrown_away(restart: Restart) -> None:
    resident, code = people.new_resident(at=NOON, language="nl")

    rotated(restart)

    assert whose(code) == resident
    assert whose(people.new_resident(at=NOON, language="nl")[1]) != resident


def test_without_the_command_the_earlier_secret_is_still_needed(restart: Restart) -> None:
    _, code = people.new_resident(at=NOON, language="nl")

    restart(NEW)

    assert whose(code) is None


def test_a_second_change_keeps_what_the_first_one_kept(restart: Restart) -> None:
    restart(OLDEST)
    resident, code = people.new_resident(at=NOON, language="nl")
    restart(OLDER, OLDEST)
    rotate_secret_key([])

    rotated(restart)

    assert whose(code) == resident


def test_a_secret_that_hides_kept_keys_and_is_gone_is_told_and_mended(restart: Restart) -> None:
    restart(OLDER, OLDEST)
    rotate_secret_key([])

    restart(NEW)
    with pytest.raises(people.SecretLost, match="HOUVAST_EARLIER_SECRET_KEYS"):
        people.derived_keys("ledger")
    assert rotate_secret_key([]) == 1

    rotated(restart)
    assert len(people.derived_keys("ledger")) == 3


def test_the_command_can_be_run_again(restart: Restart) -> None:
    restart(NEW, OLDER, OLDEST)
    rotate_secret_key([])
    once = list(KeptKey.objects.values_list("use", "name"))

    rotate_secret_key([])

    assert list(KeptKey.objects.values_list("use", "name")) == once
    assert len(once) == 2 * len(keys.LASTING)


def test_an_earlier_key_moved_to_another_use_opens_nothing(restart: Restart) -> None:
    restart(NEW, OLDER)
    rotate_secret_key([])
    KeptKey.objects.filter(use="ledger").delete()
    KeptKey.objects.filter(use="resident-code").update(use="ledger")

    restart(NEW)

    with pytest.raises(people.SecretLost):
        people.derived_keys("ledger")


def test_a_second_factor_is_read_after_the_change(restart: Restart) -> None:
    hidden = SecondFactorAdapter().encrypt("the secret of an app")

    rotated(restart)

    assert SecondFactorAdapter().decrypt(hidden) == "the secret of an app"


def test_who_was_in_stays_in(restart: Restart, noor: Professional, client: Client) -> None:
    client.force_login(noor.account, backend="django.contrib.auth.backends.ModelBackend")

    rotated(restart)

    assert is_in(client)


def test_without_the_command_who_was_in_is_out(restart: Restart, noor: Professional, client: Client) -> None:
    client.force_login(noor.account, backend="django.contrib.auth.backends.ModelBackend")
    assert is_in(client)

    restart(NEW)

    assert not is_in(client)


def test_a_session_does_not_outlive_its_password(
    restart: Restart, noor: Professional, client: Client
) -> None:
    client.force_login(noor.account, backend="django.contrib.auth.backends.ModelBackend")
    noor.account.set_password("een heel ander wachtwoord")
    noor.account.save()

    rotated(restart)

    assert not is_in(client)


def test_every_use_of_a_key_is_kept_or_worth_nothing_later() -> None:
    known = {*keys.LASTING, *keys.PASSING}

    assert _uses() <= known
    assert set(keys.LASTING) <= _uses()


def test_a_key_cannot_be_both_present_and_earlier() -> None:
    said = {
        "HOUVAST_MODE": "production",
        "HOUVAST_SECRET_KEY": "k3" * 30,
        "HOUVAST_EARLIER_SECRET_KEYS": "k3" * 30,
    }

    with pytest.raises(BadConfig, match="HOUVAST_EARLIER_SECRET_KEYS names a key that is in use"):
        from_environment(said)


def _uses() -> set[str]:
    """The first word of every call for a key or a digest, in the whole house."""
    asked, found = {"derived_key", "derived_keys", "digest", "digests"}, set()
    for path in Path(str(houvast.__file__)).parent.rglob("*.py"):
        if "tests" in path.parts or path.name == "keys.py":
            continue
        text = path.read_text(encoding="utf-8")
        named = dict(re.findall(r'^(\w+) = "([^"]+)"$', text, re.M))
        calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in asked and call.args:
                word = ast.unparse(call.args[0]).strip("'")
                found.add(named.get(word, word))
    return found
