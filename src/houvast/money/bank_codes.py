"""What the codes of a bank mean, read from `bank_codes.yaml`.

Takes   the file, which people who work with payments read and change.
Gives   what each status means, and of each reason: in plain Dutch, and who mends it.
Knows   nothing of files, payments or Django.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("bank_codes.yaml")


class NotACodebook(ValueError):
    """The file is not whole. Mend it; nothing runs on half a table."""


class Means(StrEnum):
    """What became of a payment, as far as the bank says."""

    PAID = "paid"
    UNDERWAY = "underway"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    """It may have been paid: a person calls the bank, and nothing leaves again by itself."""


class Mends(StrEnum):
    """Who mends a refused payment."""

    ACCOUNT = "account"
    US = "us"
    BANK = "bank"


@dataclass(frozen=True)
class Reason:
    """One reason in plain Dutch."""

    mends: Mends
    says: str


@dataclass(frozen=True)
class Codebook:
    """The whole table. `look_after` in working days."""

    look_after: int
    statuses: Mapping[str, Means]
    reasons: Mapping[str, Reason]
    unknown: Reason

    def why(self, codes: Iterable[str]) -> Reason:
        """All that these codes say, and who mends it: where one of them is doubtful, the bank is called; with
        one about the resident's account, that is looked at first."""
        found = [self.reasons.get(code, self.unknown) for code in codes] or [self.unknown]
        careful = (Mends.BANK, Mends.ACCOUNT, Mends.US)
        mends = min((reason.mends for reason in found), key=careful.index)
        return Reason(mends, " ".join(dict.fromkeys(reason.says for reason in found)))


def read(text: str) -> Codebook:
    """The table in this text. Raises `NotACodebook`."""
    data: Any = yaml.safe_load(text)
    try:
        found = Codebook(
            look_after=int(data["look_after"]),
            statuses={str(code): Means(means) for code, means in data["statuses"].items()},
            reasons={str(code): _reason(row) for code, row in data["reasons"].items()},
            unknown=_reason(data["unknown"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NotACodebook(f"The table of the bank's codes is not whole: {error}.") from error
    if found.look_after < 1:
        raise NotACodebook("look_after is at least one working day.")
    return found


def _reason(row: Any) -> Reason:
    return Reason(Mends(row["mends"]), str(row["says"]))


BOOK = read(FILE.read_text(encoding="utf-8"))
