"""The seal on one row."""

import datetime as dt
import types
import uuid
from typing import Any

import pytest

from houvast.ledger.seals import GENESIS, seal_of, seal_of_head

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def row(**changes: Any) -> Any:
    said = {
        "seq": 1,
        "at": NOON,
        "actor_kind": "professional",
        "actor_id": uuid.UUID(int=1),
        "on_behalf_of": None,
        "subject": uuid.UUID(int=2),
        "action": "look",
        "purpose": "u helpen",
        "kind": "feiten",
        "previous": GENESIS,
    }
    return types.SimpleNamespace(**{**said, **changes})


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"at": NOON + dt.timedelta(microseconds=1)},
        {"actor_kind": "resident"},
        {"actor_id": uuid.UUID(int=3)},
        {"actor_id": None},
        {"on_behalf_of": uuid.UUID(int=3)},
        {"subject": uuid.UUID(int=3)},
        {"action": "change"},
        {"purpose": "u helpe"},
        {"kind": "naam"},
        {"previous": "1" * 64},
    ],
)
def test_every_field_is_under_the_seal(change: dict[str, Any]) -> None:
    assert seal_of(row(**change), KEY) != seal_of(row(), KEY)


def test_the_same_moment_in_another_time_zone_has_the_same_seal() -> None:
    amsterdam = NOON.astimezone(dt.timezone(dt.timedelta(hours=1)))

    assert seal_of(row(at=amsterdam), KEY) == seal_of(row(), KEY)


def test_words_cannot_slide_from_one_field_into_the_next() -> None:
    assert seal_of(row(purpose='a", "kind": "b'), KEY) != seal_of(row(purpose="a", kind="b"), KEY)


def test_without_the_key_there_is_no_seal() -> None:
    assert seal_of(row(), OTHER_KEY) != seal_of(row(), KEY)


def test_the_seal_of_the_end_is_no_seal_of_a_row() -> None:
    assert seal_of_head(1, GENESIS, KEY) != seal_of_head(2, GENESIS, KEY)
    assert seal_of_head(1, GENESIS, KEY) != seal_of(row(), KEY)
