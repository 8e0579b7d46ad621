"""What a bank sends: a pain.002 as a test needs it."""

from collections.abc import Mapping
from dataclasses import dataclass

V03, V10 = "pain.002.001.03", "pain.002.001.10"


@dataclass(frozen=True)
class Tx:
    """What is said of one payment."""

    status: str
    reason: str = ""
    words: str = ""


def report(
    file: str,
    payments: Mapping[str, Tx] | None = None,
    *,
    group: str = "",
    reason: str = "",
    version: str = V03,
    message: str = "BANK-1",
    number: int | None = None,
    about: str = "pain.001.001.09",
) -> bytes:
    """The file of a bank about `file`."""
    lines = "".join(
        f"<TxInfAndSts><StsId>1</StsId><OrgnlEndToEndId>{name}</OrgnlEndToEndId><TxSts>{tx.status}</TxSts>"
        f"{_why(tx.reason, tx.words)}"
        "<OrgnlTxRef><Amt><InstdAmt Ccy='EUR'>150.00</InstdAmt></Amt></OrgnlTxRef>"
        "</TxInfAndSts>"
        for name, tx in (payments or {}).items()
    )
    counted = f"<OrgnlNbOfTxs>{number}</OrgnlNbOfTxs>" if number is not None else ""
    status = f"<GrpSts>{group}</GrpSts>" if group else ""
    batch = (
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{file}</OrgnlPmtInfId>{lines}</OrgnlPmtInfAndSts>"
        if lines
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}">'
        f"<CstmrPmtStsRpt><GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-11-20T18:00:00.000+01:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><OrgnlMsgNmId>{about}</OrgnlMsgNmId>"
        f"{counted}{status}{_why(reason)}</OrgnlGrpInfAndSts>{batch}</CstmrPmtStsRpt></Document>"
    ).encode()


def _why(reason: str, words: str = "") -> str:
    more = f"<AddtlInf>{words}</AddtlInf>" if words else ""
    return f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn>{more}</StsRsnInf>" if reason else ""
