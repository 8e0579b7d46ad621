"""The bank gets a file that its own schema accepts, and the same one however often it is made."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sepaxml.validation import try_valid_xml

from houvast.money.sepa import (
    NAMESPACE,
    SCHEMA,
    NotAFile,
    NotAnIban,
    Payer,
    Payment,
    credit_transfer,
    read_iban,
)

CITY = Payer(name="Gemeente Voorbeeldstad", iban="NL91ABNA0417164300", bic="ABNANL2A")
MADE = dt.datetime(2026, 11, 20, 16, 0, tzinfo=dt.UTC)


def payment(**changes: object) -> Payment:
    fields: dict[str, object] = {
        "name": "S. El Idrissi",
        "iban": "NL20INGB0001234567",
        "cents": 150_00,
        "end_to_end_id": "HV20261120AB",
        "words": "Noodhulp",
    }
    return Payment(**{**fields, **changes})  # type: ignore[arg-type]  # each test changes another field


def made(*payments: Payment, payer: Payer = CITY) -> bytes:
    return credit_transfer(payer, payments, message_id="HV1", made_at=MADE, pays_on=MADE.date())


def texts(content: bytes, name: str) -> list[str | None]:
    root = ET.fromstring(content)  # noqa: S314 - our own file
    return [node.text for node in root.iter(f"{NAMESPACE}{name}")]


def test_a_file_tells_the_bank_who_gets_what() -> None:
    content = made(payment(), payment(cents=5, end_to_end_id="HV20261120CD"))

    try_valid_xml(content, SCHEMA)
    assert texts(content, "MsgId") == ["HV1"]
    assert texts(content, "EndToEndId") == ["HV20261120AB", "HV20261120CD"]
    assert texts(content, "InstdAmt") == ["150.00", "0.05"]
    assert texts(content, "CtrlSum") == ["150.05", "150.05"]
    assert texts(content, "NbOfTxs") == ["2", "2"]
    assert texts(content, "IBAN") == ["NL91ABNA0417164300", "NL20INGB0001234567", "NL20INGB0001234567"]


def test_the_same_payments_give_the_same_bytes() -> None:
    assert made(payment()) == made(payment())


def test_without_a_bic_the_file_is_still_valid() -> None:
    assert b"BICFI" not in made(payment(), payer=Payer(name="Gemeente", iban=CITY.iban))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Fatma Öztürk-Şahin", "Fatma Ozturk-Sahin"),
        ("Łukasz & Zn. <test>", "Lukasz Zn. test"),
        ("مريم", "mrym"),
        ("@@@", "Rekeninghouder"),
    ],
)
def test_a_name_is_written_in_the_signs_that_banks_read(name: str, written: str) -> None:
    assert texts(made(payment(name=name)), "Nm")[-1] == written


@settings(max_examples=15, deadline=None)
@given(name=st.text(min_size=1, max_size=90), cents=st.integers(1, 10**8))
def test_no_name_and_no_amount_makes_a_file_that_the_bank_refuses(name: str, cents: int) -> None:
    content = made(payment(name=name, cents=cents))

    assert texts(content, "InstdAmt") == [f"{cents // 100}.{cents % 100:02d}"]


def test_an_empty_file_and_one_against_the_schema_are_not_made() -> None:
    with pytest.raises(NotAFile, match="at least one"):
        made()
    with pytest.raises(NotAFile, match="not a valid"):
        made(payment(end_to_end_id="x" * 36))


def test_an_iban_is_read_as_people_type_it() -> None:
    assert read_iban("nl20 ingb 0001 2345 67") == "NL20INGB0001234567"


@pytest.mark.parametrize(
    "typed", ["NL20 INGB 0001 2345 68", "NL20INGB000123456", "XX20INGB0001234567", "", "12345"]
)
def test_an_iban_that_cannot_exist_is_refused(typed: str) -> None:
    with pytest.raises(NotAnIban):
        read_iban(typed)
