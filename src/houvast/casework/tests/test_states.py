"""The one table of states says what can happen, and nothing else can."""

from itertools import product

import pytest

from houvast.casework import clocks, table
from houvast.casework.states import Change, Must, NotInTheTable, Phase, Who
from houvast.casework.table import TABLE

EVERYBODY = frozenset(Who)


@pytest.mark.parametrize("line", TABLE, ids=[line.name for line in TABLE])
def test_every_change_that_leaves_a_request_open_needs_a_duo_and_a_promise(line: Change) -> None:
    needed = {Must.DUO, Must.PROMISE} if line.to is not Phase.CLOSED else set()

    assert needed <= set(line.must)


def test_only_the_resident_closes_a_request() -> None:
    closing = [line for line in TABLE if line.to is Phase.CLOSED]

    assert [(line.name, line.who, line.must) for line in closing] == [
        ("solved", (Who.RESIDENT,), (Must.WORD,))
    ]


def test_a_request_falls_asleep_only_by_both_of_the_duo_and_after_three_kinds_of_contact() -> None:
    asleep = [line for line in TABLE if line.to is Phase.SLEEPING]

    assert [line.name for line in asleep] == ["sleep"]
    assert asleep[0].who == (Who.BOTH,)
    assert Must.CONTACTS in asleep[0].must


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.SLEEPING, Phase.CHECKING])
def test_the_resident_can_always_go_on(phase: Phase) -> None:
    assert "not-solved" in table.possible(phase, frozenset({Who.RESIDENT}))


@pytest.mark.parametrize("phase", list(Phase))
def test_no_phase_is_a_dead_end(phase: Phase) -> None:
    assert table.possible(phase, EVERYBODY)


def test_no_change_sends_somebody_away() -> None:
    words = " ".join(f"{line.name} {line.words} {line.resident_reads}" for line in TABLE)

    assert not any(word in words for word in ("refer", "verwij", "reject", "afgewezen", "doorsturen"))


def test_a_change_by_somebody_else_is_refused() -> None:
    with pytest.raises(NotInTheTable, match="is for resident"):
        table.change("solved", phase=Phase.WORKING, who=frozenset({Who.DUO, Who.BOTH, Who.LEAD}))


def test_a_change_from_another_phase_is_refused() -> None:
    with pytest.raises(NotInTheTable, match="closed"):
        table.change("accept", phase=Phase.CLOSED, who=EVERYBODY)


def test_an_unknown_change_is_refused() -> None:
    with pytest.raises(NotInTheTable, match="no change"):
        table.change("refer", phase=Phase.WORKING, who=EVERYBODY)


def test_what_the_page_offers_is_what_the_table_allows() -> None:
    for phase, who, line in product(Phase, Who, TABLE):
        offered = line.name in table.possible(phase, frozenset({who}))

        assert offered == (phase in line.from_ and who in line.who)


def test_every_clock_in_the_table_exists() -> None:
    named = {key for line in TABLE for key in (line.starts, line.stops) if key not in {"", "*"}}

    assert named <= set(clocks.CLOCKS)
