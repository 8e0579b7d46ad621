"""`houvast understand --jsonl`: for every line that comes in one goes out, in order, whatever it is."""

import io
import json
import random
from types import SimpleNamespace
from typing import Any

import pytest

from houvast.language.api import Kind, Understander
from houvast.language.understanding.tests.conftest import laws, ready, topics
from houvast.web.understanding import commands, lines

__all__ = ["laws", "ready", "topics"]

KEYS = {"id", "lang", "emergency", "candidates", "decision", "facts"}
EXTRA = {"kind", "parts", "care"}
TWO = "hoe krijg ik zorgtoeslag? en hoe vraag ik een stadspas aan?"
ODD = [
    b"",
    b"   ",
    b"\xff\xfe\x00",
    b"{",
    b"[1, 2]",
    b"null",
    b'"stadspas"',
    b"{}",
    b'{"id": "a"}',
    b'{"text": null}',
    b'{"id": {"x": [1]}, "text": 12.5}',
    b'{"id": NaN, "text": "huur"}',
    b'{"id": "\\ud83d", "text": "huur \\ud83d"}',
    b"[" * 100_000,
    b'{"text":' + b"9" * 5000 + b"}",
    b'{"id": 1, "text": "\\u0000\\u0007 stadspas \\u202e\\u2028", "lang": 5}',
    b'{"id": 1, "text": "comment demander une allocation", "lang": "fr"}',
    "\ufeff".encode() + b'{"id": 2, "text": "kinderbijslag"}\r',
    '{"id": 3, "text": "你好 😀 ћ مرحبا"}'.encode(),
    json.dumps({"id": 4, "text": "ik wil huurtoeslag. " * 2000}).encode(),
    b'{"id": 5, "text": "ik heb 99999999999999999999999 euro en ben 999 jaar op 31-31-9999"}',
]


class Command:
    """The command, with bytes for its input."""

    def __init__(self, patch: pytest.MonkeyPatch, written: pytest.CaptureFixture[bytes]) -> None:
        self._patch, self._written = patch, written

    def __call__(self, raw: bytes) -> list[dict[str, Any]]:
        """What it writes, a line each."""
        self._patch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        assert commands.understand(["--jsonl", "--on", "2026-11-23"]) == 0
        lines_of_it = self._written.readouterr().out.removesuffix(b"\n").split(b"\n")
        return [json.loads(line) for line in lines_of_it]


@pytest.fixture
def answers(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], ready: Understander
) -> Command:
    monkeypatch.setattr(commands, "_ready", lambda: ready)
    return Command(monkeypatch, capfdbinary)


def test_every_line_has_one_answer_with_exactly_the_keys_that_are_documented(answers: Command) -> None:
    found = answers(b"\n".join(ODD))

    assert len(found) == len(ODD)
    assert all(KEYS <= set(one) <= KEYS | EXTRA for one in found)
    assert {one["decision"] for one in found} <= {"answer", "ask", "person"}
    assert all(("kind" in one) == one["emergency"] for one in found)


def test_an_id_comes_back_as_it_went_in_and_in_order(answers: Command) -> None:
    raw = b'{"id": "b", "text": ""}\n{"text": ""}\n{"id": 7, "text": ""}\nbroken\n{"id": null, "text": ""}'

    assert [one["id"] for one in answers(raw)] == ["b", 2, 7, 4, 5]


def test_danger_is_heard_in_a_line_that_is_no_json(answers: Command) -> None:
    raw = b'{"id": 1, "text": "ik heb geen eten meer voor mijn kinderen'

    assert [one["emergency"] for one in answers(raw)] == [True]


def test_a_danger_that_is_heard_too_faintly_to_alarm_asks_for_care(
    answers: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    faint = {"hoe vraag ik een stadspas aan": None, "ik weet niet hoe ik verder moet": Kind.SUICIDE}
    monkeypatch.setattr(commands, "danger_to_ask", faint.get)

    usual, careful = answers("\n".join(json.dumps({"text": text}) for text in faint).encode())

    assert "care" not in usual
    assert careful["care"] is True


def test_two_questions_are_parts_and_one_is_not(answers: Command) -> None:
    raw = "\n".join(json.dumps({"text": text}) for text in (TWO, "stadspas")).encode()

    two, one = answers(raw)

    assert {part["candidates"][0]["topic"] for part in two["parts"]} == {"zorgtoeslag", "stadspas"}
    assert {frozenset(part) for part in two["parts"]} == {frozenset({"text", "urgency", "candidates"})}
    assert "parts" not in one


def test_one_line_that_breaks_us_costs_no_other_its_answer(
    answers: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(found: Any) -> dict[str, Any]:
        raise ZeroDivisionError if not found.read_as else KeyError("other")

    monkeypatch.setattr(commands, "as_json", breaks)

    found = answers(b'{"id": 1, "text": ""}\n{"id": 2, "text": "huur"}')

    assert [(one["id"], one["decision"]) for one in found] == [(1, "person"), (2, "person")]


def test_whatever_bytes_come_they_are_read_and_can_be_written() -> None:
    chance = random.Random(6)
    some = [
        b'{"id":',
        b'"text":',
        b'"\\ud800"',
        b"}",
        b",",
        b"[",
        b"\xc3",
        b"\xe2\x82\xac",
        b"1e999",
        b"\x00",
        b'"',
    ]

    for number in range(2000):
        raw = b"".join(chance.choice(some) for _ in range(chance.randrange(12)))
        one = lines.asked(raw, number, jsonl=True)

        assert isinstance(one.text, str)
        assert json.loads(lines.written({"id": one.id, "text": one.text}))["text"] == one.text


def test_of_a_line_that_is_too_long_both_ends_are_read() -> None:
    one = lines.asked(json.dumps({"text": "begin" + "x" * 90_000 + "einde"}).encode(), 1, jsonl=True)

    assert one.text.startswith("begin")
    assert one.text.endswith("einde")
    assert len(one.text) == lines.MOST_SIGNS + 1
    assert one.fault == lines.TOO_LONG
