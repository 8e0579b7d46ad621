"""Residents: a code that comes back, an account beside it, and the end of both."""

import datetime as dt
import logging

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from houvast.people import api as people
from houvast.people.codes import new_code
from houvast.people.models import Account, Resident
from houvast.people.residents import keep_with_account
from houvast.people.tests.moments import MINUTE, NOON

pytestmark = pytest.mark.django_db


def by_code(text: str, *, at: dt.datetime = NOON, client: str = "here") -> Resident | None:
    return people.resident_by_code(text, at=at, client=client)


def test_a_code_brings_its_resident_back() -> None:
    resident, code = people.new_resident(at=NOON, language="tr")

    assert by_code(people.in_groups(code).lower()) == resident


def test_the_code_itself_is_kept_nowhere() -> None:
    resident, code = people.new_resident(at=NOON, language="nl")

    row = Resident.objects.values().get(pk=resident.pk)

    assert code not in str(row)
    assert row["code_digest"] != code


def test_a_new_code_makes_the_lost_one_worthless() -> None:
    resident, lost = people.new_resident(at=NOON, language="nl")

    code = people.new_code_for(resident)

    assert by_code(lost) is None
    assert by_code(code) == resident


def test_ten_wrong_codes_close_the_door_for_a_quarter_of_an_hour() -> None:
    _, code = people.new_resident(at=NOON, language="nl")
    for _ in range(10):
        assert by_code(new_code()) is None

    with pytest.raises(people.TooManyGuesses) as refusal:
        by_code(code, at=NOON + MINUTE)

    assert refusal.value.again_at == NOON + 15 * MINUTE
    assert by_code(code, at=NOON + 15 * MINUTE) is not None


def test_a_slip_of_the_pen_costs_no_guess() -> None:
    _, code = people.new_resident(at=NOON, language="nl")
    slip = ("8" if code[0] == "7" else "7") + code[1:]

    for _ in range(30):
        assert by_code(slip) is None

    assert by_code(code) is not None


def test_coming_in_often_with_the_right_code_closes_no_door() -> None:
    resident, code = people.new_resident(at=NOON, language="nl")

    assert {by_code(code) for _ in range(30)} == {resident}


def test_a_refused_code_is_logged_without_the_code(caplog: pytest.LogCaptureFixture) -> None:
    guess = new_code()
    with caplog.at_level(logging.WARNING):
        by_code(guess)

    assert "refused" in caplog.text
    assert guess not in caplog.text


def test_an_account_is_one_residents_and_the_first_ones() -> None:
    anna, _ = people.new_resident(at=NOON, language="nl")
    bram, _ = people.new_resident(at=NOON, language="nl")
    account = Account.objects.create_user("anna@example.test", "een lang wachtwoord")

    assert keep_with_account(anna.pk, account)
    assert keep_with_account(anna.pk, account), "twice is once"
    assert not keep_with_account(bram.pk, account)


def test_an_account_of_a_professional_is_no_way_in_for_a_resident() -> None:
    anna, _ = people.new_resident(at=NOON, language="nl")
    organisation = people.Organisation.objects.create(name="Dienst Noord")
    noor = people.new_professional(
        email="noor@dienst.test", display_name="Noor", organisation=organisation, roles=["counsellor"]
    )

    assert not keep_with_account(anna.pk, noor.account)


def test_after_erasing_no_way_in_is_left() -> None:
    anna, code = people.new_resident(at=NOON, language="ar")
    account = Account.objects.create_user("anna@example.test", "een lang wachtwoord")
    keep_with_account(anna.pk, account)
    anna.refresh_from_db()

    people.erase(anna, at=NOON)

    assert by_code(code) is None
    assert not Account.objects.exists()
    anna.refresh_from_db()
    assert (anna.account, anna.code_digest, anna.language, anna.erased_at) == (None, None, "nl", NOON)


def test_the_database_refuses_an_erased_resident_with_a_way_in() -> None:
    anna, _ = people.new_resident(at=NOON, language="nl")

    with pytest.raises(IntegrityError), transaction.atomic():
        Resident.objects.filter(pk=anna.pk).update(erased_at=NOON)


def test_whoever_comes_in_on_a_shared_phone_finds_nothing_of_the_one_before(client: Client) -> None:
    anna, _ = people.new_resident(at=NOON, language="nl")
    session = client.session
    session["left behind"] = "something of somebody else"
    session.save()
    asked = client.get("/account/login/").wsgi_request

    people.enter_with_code(asked, anna)

    assert "left behind" not in asked.session


def test_a_copy_of_ones_own_data_tells_what_is_kept_here() -> None:
    anna, _ = people.new_resident(at=NOON, language="tr")

    assert people.export(anna) == {
        "language": "tr",
        "created_at": NOON.isoformat(),
        "email": None,
        "who_acts_for_me": [],
        "for_whom_i_act": [],
    }
