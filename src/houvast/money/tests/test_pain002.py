"""The bank's answer is read strictly, in two versions; what is not it is refused with a reason."""

import pytest

from houvast.money import pain002
from houvast.money.bank_codes import BOOK, Means, Mends, NotACodebook
from houvast.money.bank_codes import read as read_codes
from houvast.money.pain002 import NotABankAnswer
from houvast.money.tests.bank import V03, V10, Tx, report


@pytest.mark.parametrize("version", [V03, V10])
def test_both_versions_say_per_payment_what_became_of_it(version: str) -> None:
    told = pain002.read(
        report(
            "HV1",
            {"A": Tx("ACSC"), "B": Tx("RJCT", "AC04", "account closed")},
            group="PART",
            version=version,
            number=2,
        )
    )

    assert (told.message_id, told.original_id, told.number, told.all) == ("BANK-1", "HV1", 2, None)
    assert {name: said.means for name, said in told.each.items()} == {"A": Means.PAID, "B": Means.REFUSED}
    assert (told.each["B"].reasons, told.each["B"].words) == (("AC04",), "account closed")


def test_a_word_about_the_whole_file_holds_for_what_is_not_named() -> None:
    told = pain002.read(report("HV1", {"A": Tx("RJCT", "AC01")}, group="ACSP"))

    assert told.all is not None
    assert told.all.means is Means.UNDERWAY
    assert told.each["A"].means is Means.REFUSED


WELL = report("HV1", {"A": Tx("ACSC")}).decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "geen leesbare XML"),
        (b"\xff\xfe<", "UTF-8"),
        (b"<Document/>", "Dit is geen pain.002.001.03"),
        (WELL.replace(V03, "pain.002.001.99").encode(), "Dit is geen pain.002.001.03"),
        (WELL.replace("CstmrPmtStsRpt", "Anders").encode(), "0 keer CstmrPmtStsRpt"),
        (WELL.replace("ACSC", "XXXX").encode(), "status die wij niet kennen: XXXX"),
        (WELL.replace("<TxSts>ACSC</TxSts>", "<TxSts>PART</TxSts>").encode(), "kennen: PART"),
        (WELL.replace("<OrgnlEndToEndId>A</OrgnlEndToEndId>", "").encode(), "0 keer OrgnlEndToEndId"),
        (WELL.replace("2026-11-20T18:00:00.000+01:00", "gisteren").encode(), "geen geldig moment"),
        (WELL.replace("<MsgId>BANK-1", "<MsgId>" + "x" * 36).encode(), "MsgId leeg of te lang"),
        (report("HV1", group="PART"), "niets over een betaling"),
        (report("HV1"), "niets over een betaling"),
        (report("HV1", {"A": Tx("ACSC")}, about="pain.008.001.02"), "niet over een betaalbestand"),
        (report("HV1", {"A": Tx("ACSC")}, group="RJCT"), "neemt toch een betaling aan"),
        (
            WELL.replace("<OrgnlMsgNmId>", "<OrgnlNbOfTxs>-1</OrgnlNbOfTxs><OrgnlMsgNmId>").encode(),
            "geen getal",
        ),
        (b" " * (pain002.MOST + 1), "te groot"),
    ],
)
def test_anything_else_is_refused_with_what_is_wrong(content: bytes, told: str) -> None:
    with pytest.raises(NotABankAnswer, match=told):
        pain002.read(content)


@pytest.mark.parametrize(
    "trap",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">',
    ],
)
def test_no_entity_is_ever_read(trap: str) -> None:
    with pytest.raises(NotABankAnswer, match="documenttype"):
        pain002.read(WELL.replace("<Document ", f"{trap}<Document ").encode())
    with pytest.raises(NotABankAnswer, match="UTF-8"):
        pain002.read(WELL.replace("<Document ", f"{trap}<Document ").encode("utf-16"))


def test_every_status_has_a_meaning_and_a_doubtful_reason_goes_to_the_bank() -> None:
    assert BOOK.why(["AC04"]).mends is Mends.ACCOUNT
    assert BOOK.why(["AM04"]).mends is Mends.US
    assert BOOK.why(["AC04", "AM05"]).mends is Mends.BANK
    assert BOOK.why(["ZZ99"]) == BOOK.why([]) == BOOK.unknown
    with pytest.raises(NotACodebook):
        read_codes("look_after: 2\nstatuses: {RJCT: maybe}\nreasons: {}\nunknown: {mends: us, says: x}")
