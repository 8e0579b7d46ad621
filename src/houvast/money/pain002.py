"""What a bank says about a payment file: ISO 20022 pain.002.001.03 and .10, customer payment status report.

Takes   the file as it came from the bank.
Gives   about which file of ours it is, and of each payment what the bank said; or a refusal that says why.
Knows   nothing of databases, of our payments, or of what is done about it. Pure.

Only what is used is read, and that strictly: elements by their full name and place (ISO 20022, Payments
Initiation, message definition report, CustomerPaymentStatusReport). A document type is refused before any
parser sees it, so that no entity exists; a file beyond `MOST` bytes is refused unread.
"""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from houvast.money.bank_codes import BOOK, Means

MOST = 2_000_000
"""Bytes: some thousands of payments, each said something about."""
VERSIONS = ("pain.002.001.03", "pain.002.001.10")
ABOUT = "pain.001"
PARTLY = "PART"
"""Of a group: some of it was refused. What is not named in it is not known."""
_LONGEST_ID = 35


class NotABankAnswer(ValueError):
    """This file cannot be read as the answer of a bank; the text says why, in Dutch. Nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the bank said of one payment or of all: the status as a code, and the codes of the reasons."""

    code: str
    reasons: tuple[str, ...] = ()
    words: str = ""
    """What the bank added in its own words; may name somebody."""

    @property
    def means(self) -> Means:
        """What that status is to us."""
        return BOOK.statuses[self.code]


@dataclass(frozen=True, kw_only=True)
class BankAnswer:
    """One message of the bank. `all` holds for every payment that `each` does not name."""

    message_id: str
    made_at: dt.datetime
    original_id: str
    number: int | None
    """How many payments the bank counted in our file; None when it does not say."""
    all: Said | None
    each: dict[str, Said]
    """By end-to-end id."""


def read(content: bytes) -> BankAnswer:
    """The answer in this file. Raises `NotABankAnswer`."""
    root, space = _opened(content)
    return _Reader(space).answer(root)


def _opened(content: bytes) -> tuple[ET.Element, str]:
    if len(content) > MOST:
        raise NotABankAnswer("Dit bestand is te groot voor een antwoord van de bank.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotABankAnswer("Dit bestand is geen tekst in UTF-8.") from fault
    if "<!DOCTYPE" in text:
        raise NotABankAnswer("In een antwoord van de bank staat geen documenttype.")
    try:
        # Without a document type there are no entities, so nothing can grow or be fetched.
        root = ET.fromstring(text)  # noqa: S314 - see above, and the size is bounded
    except (ET.ParseError, ValueError) as fault:
        raise NotABankAnswer("Dit bestand is geen leesbare XML.") from fault
    for version in VERSIONS:
        space = f"{{urn:iso:std:iso:20022:tech:xsd:{version}}}"
        if root.tag == f"{space}Document":
            return root, space
    raise NotABankAnswer(f"Dit is geen {' of '.join(VERSIONS)}. Vraag de bank om zo'n bestand.")


@dataclass(frozen=True)
class _Reader:
    """Reads one version of the message."""

    space: str

    def answer(self, root: ET.Element) -> BankAnswer:
        report = self._one(root, "CstmrPmtStsRpt")
        header, group = self._one(report, "GrpHdr"), self._one(report, "OrgnlGrpInfAndSts")
        if not self._text(group, "OrgnlMsgNmId").startswith(ABOUT):
            raise NotABankAnswer("Dit antwoord gaat niet over een betaalbestand (pain.001).")
        whole = self._said(group, "GrpSts")
        each: dict[str, Said] = {}
        for batch in report.findall(f"{self.space}OrgnlPmtInfAndSts"):
            # We make one batch per file: what is said of it is said of all.
            whole = self._said(batch, "PmtInfSts") or whole
            for name, said in self._payments(batch):
                if each.setdefault(name, said) != said:
                    raise NotABankAnswer(f"De bank zegt twee dingen over betaling {name}.")
        if whole is not None and whole.code == PARTLY:
            whole = None
        if whole is None and not each:
            raise NotABankAnswer("De bank zegt in dit bestand niets over een betaling.")
        if whole is not None and whole.means is Means.REFUSED and not _all_refused(each):
            raise NotABankAnswer("De bank weigert alles, en neemt toch een betaling aan.")
        return BankAnswer(
            message_id=self._text(header, "MsgId"),
            made_at=self._moment(header),
            original_id=self._text(group, "OrgnlMsgId"),
            number=self._number(group),
            all=whole,
            each=each,
        )

    def _payments(self, batch: ET.Element) -> Iterator[tuple[str, Said]]:
        for payment in batch.findall(f"{self.space}TxInfAndSts"):
            said = self._said(payment, "TxSts")
            if said is not None:
                yield self._text(payment, "OrgnlEndToEndId"), said

    def _said(self, parent: ET.Element, name: str) -> Said | None:
        code = self._maybe(parent, name)
        if not code:
            return None
        if code not in BOOK.statuses and not (code == PARTLY and name != "TxSts"):
            raise NotABankAnswer(f"De bank gebruikt een status die wij niet kennen: {code[:4]}.")
        reasons, words = [], []
        for told in parent.findall(f"{self.space}StsRsnInf"):
            for path in ("Rsn", "Cd"), ("Rsn", "Prtry"):
                found = told.find("/".join(f"{self.space}{step}" for step in path))
                if found is not None and found.text:
                    reasons.append(found.text.strip()[:_LONGEST_ID])
            words += [(more.text or "").strip()[:105] for more in told.findall(f"{self.space}AddtlInf")]
        return Said(code=code, reasons=tuple(reasons), words=" ".join(filter(None, words)))

    def _moment(self, header: ET.Element) -> dt.datetime:
        """When the bank wrote it; without a zone it is UTC, as it only puts two answers in order."""
        try:
            found = dt.datetime.fromisoformat(self._text(header, "CreDtTm"))
        except ValueError as fault:
            raise NotABankAnswer("In dit bestand staat geen geldig moment (CreDtTm).") from fault
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)

    def _number(self, group: ET.Element) -> int | None:
        found = self._maybe(group, "OrgnlNbOfTxs")
        if found and not (found.isascii() and found.isdigit() and len(found) <= 15):
            raise NotABankAnswer("Het aantal betalingen in dit bestand is geen getal (OrgnlNbOfTxs).")
        return int(found) if found else None

    def _one(self, parent: ET.Element, name: str) -> ET.Element:
        found = parent.findall(f"{self.space}{name}")
        if len(found) != 1:
            raise NotABankAnswer(f"In dit bestand staat {len(found)} keer {name}, en dat hoort één keer.")
        return found[0]

    def _text(self, parent: ET.Element, name: str) -> str:
        found = (self._one(parent, name).text or "").strip()
        if not 0 < len(found) <= _LONGEST_ID:
            raise NotABankAnswer(f"In dit bestand is {name} leeg of te lang.")
        return found

    def _maybe(self, parent: ET.Element, name: str) -> str:
        found = parent.find(f"{self.space}{name}")
        return (found.text or "").strip() if found is not None else ""


def _all_refused(each: dict[str, Said]) -> bool:
    return all(said.means is Means.REFUSED for said in each.values())
