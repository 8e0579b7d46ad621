"""All that other rooms may use of `money`."""

from houvast.money.bank_codes import BOOK as BANK_CODES
from houvast.money.counting import Granted, granted, silences
from houvast.money.erasure import erase, export
from houvast.money.forms import CentsField, IbanField
from houvast.money.granting import Account, Need, NoAccount, NotExplained, NotWaiting, grant, mend_account
from houvast.money.hearing import look_after
from houvast.money.invariants import broken
from houvast.money.mandates import (
    BudgetSpent,
    MandateTooSmall,
    NoBudget,
    NoMandate,
    give_budget,
    give_mandate,
    mandate_of,
    most_now,
)
from houvast.money.models import Grant, Reason, Way
from houvast.money.purse import Gift, Stage, gifts
from houvast.money.quiet import ask as ask_about_silence
from houvast.money.refusals import Refusal
from houvast.money.refusals import hear as hear_refusals
from houvast.money.refusals import waiting as refused_and_waiting
from houvast.money.sepa import NotAnIban, read_iban

__all__ = [
    "BANK_CODES",
    "Account",
    "BudgetSpent",
    "CentsField",
    "Gift",
    "Grant",
    "Granted",
    "IbanField",
    "MandateTooSmall",
    "Need",
    "NoAccount",
    "NoBudget",
    "NoMandate",
    "NotAnIban",
    "NotExplained",
    "NotWaiting",
    "Reason",
    "Refusal",
    "Stage",
    "Way",
    "ask_about_silence",
    "broken",
    "erase",
    "export",
    "gifts",
    "give_budget",
    "give_mandate",
    "grant",
    "granted",
    "hear_refusals",
    "look_after",
    "mandate_of",
    "mend_account",
    "most_now",
    "read_iban",
    "refused_and_waiting",
    "silences",
]
