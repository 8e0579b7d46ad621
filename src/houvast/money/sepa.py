"""A payment file for the bank: SEPA credit transfer, ISO 20022 pain.001.001.09.

Takes   who pays, the payments, an id, a moment and a day.
Gives   the file, checked against the schema; the same input gives the same bytes. And whether an IBAN can be.
Knows   nothing of databases, people or what a payment is for. Pure, but for reading the schema.
"""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError, try_valid_xml
from stdnum import iban
from stdnum.exceptions import ValidationError as NotANumber

SCHEMA = "pain.001.001.09"
NAMESPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"
WRITTEN = ("Nm", "Ustrd")
UNNAMED = "Rekeninghouder"
"""Where nothing of a name can be written in the signs of SEPA: one name never holds up the others."""
_OUTSIDE = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
"""What a bank may refuse: outside the SEPA character set (EPC217-08)."""


class NotAnIban(ValueError):
    """No account can have this number: a digit or the length is wrong. Ask for it again."""


class NotAFile(ValueError):
    """The bank would refuse this file; the text says what is wrong. Nothing was made."""


@dataclass(frozen=True, kw_only=True)
class Payer:
    """Whose account it leaves from."""

    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One line. `cents` in euro cents."""

    name: str
    iban: str
    cents: int
    end_to_end_id: str
    words: str


def read_iban(typed: str) -> str:
    """The account number without spaces, with its check digits checked (ISO 13616). Raises `NotAnIban`."""
    try:
        return iban.validate(typed)
    except NotANumber as fault:
        raise NotAnIban("This IBAN has a wrong digit or length; ask for the number again.") from fault


def credit_transfer(
    payer: Payer, payments: Sequence[Payment], *, message_id: str, made_at: dt.datetime, pays_on: dt.date
) -> bytes:
    """The file. Raises `NotAFile` when it is empty or against the schema."""
    if not payments:
        raise NotAFile("A payment file needs at least one payment.")
    config = {"name": payer.name, "IBAN": payer.iban, "batch": True, "currency": "EUR"}
    # The library writes every alphabet in Latin letters, as banks do; `_plain` takes out what is left.
    transfer = SepaTransfer(config | ({"BIC": payer.bic} if payer.bic else {}), schema=SCHEMA, clean=True)
    for payment in payments:
        transfer.add_payment(
            {
                "name": _printable(payment.name),
                "IBAN": payment.iban,
                "amount": payment.cents,
                "execution_date": pays_on,
                "description": payment.words,
                "endtoend_id": payment.end_to_end_id,
            }
        )
    # The library draws its ids and asks the clock; ours stay the same however often the file is made.
    made = _with_our_ids(transfer.export(validate=False), message_id, made_at)
    try:
        try_valid_xml(made, SCHEMA)
    except ValidationError as fault:
        raise NotAFile(f"The file is not a valid {SCHEMA}: {fault.__cause__ or fault}") from fault
    return made


def _with_our_ids(made: bytes, message_id: str, made_at: dt.datetime) -> bytes:
    # What we read here the library wrote a moment ago; nothing from outside is parsed.
    root = ET.fromstring(made)  # noqa: S314 - our own text, see above
    _only(root, "MsgId").text = message_id
    _only(root, "PmtInfId").text = message_id
    _only(root, "CreDtTm").text = made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in WRITTEN:
        for node in root.iter(f"{NAMESPACE}{name}"):
            node.text = _plain(node.text or "") or UNNAMED
    text: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text


def _only(root: ET.Element, name: str) -> ET.Element:
    found = list(root.iter(f"{NAMESPACE}{name}"))
    if len(found) != 1:
        raise NotAFile(f"The file has {len(found)} times {name}, and must have one.")
    return found[0]


def _printable(words: str) -> str:
    """Without the signs that no XML can hold; the rest is for `_plain`, after the library's own letters."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def _plain(words: str) -> str:
    return " ".join(_OUTSIDE.sub(" ", words).split())
