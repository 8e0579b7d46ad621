"""All that other rooms may use of `ledger`."""

from houvast.ledger.chain import in_one_piece, record, record_kinds, record_many
from houvast.ledger.log import LogLine, erase, export, log_of
from houvast.ledger.proof import Broken, Verified, verify

__all__ = [
    "Broken",
    "LogLine",
    "Verified",
    "erase",
    "export",
    "in_one_piece",
    "log_of",
    "record",
    "record_kinds",
    "record_many",
    "verify",
]
