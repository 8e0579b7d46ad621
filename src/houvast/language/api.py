"""All that other rooms may use of `language`."""

from houvast.language.amounts import NotAnAmount, amount
from houvast.language.amounts import Why as WhyNotAnAmount
from houvast.language.days import NotADay, day
from houvast.language.days import Why as WhyNotADay
from houvast.language.emergency import Danger, Kind, dangers
from houvast.language.emergency_answers import Answer, Phone, answer
from houvast.language.simplicity import Finding, Matter, above_the_line, findings

__all__ = [
    "Answer",
    "Danger",
    "Finding",
    "Kind",
    "Matter",
    "NotADay",
    "NotAnAmount",
    "Phone",
    "WhyNotADay",
    "WhyNotAnAmount",
    "above_the_line",
    "amount",
    "answer",
    "dangers",
    "day",
    "findings",
]
