"""Whatever is written, in whatever order: the log is whole, and any single change of it is found."""

import contextlib
import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from houvast.ledger.api import Broken, Verified, record, record_many, verify
from houvast.ledger.models import Entry, Head
from houvast.ledger.tests.tampering import guards_lifted
from houvast.people.api import SYSTEM, Actor

PEOPLE = [uuid.UUID(int=number) for number in range(1, 6)]
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)

moments = st.timedeltas(dt.timedelta(days=-3000), dt.timedelta(days=30_000)).map(lambda away: NOON + away)
words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
).filter(str.strip)
somebody = st.sampled_from(PEOPLE)
actors = st.builds(Actor, kind=st.just("professional"), professional_id=somebody) | st.just(SYSTEM)
FORGED: dict[str, Any] = {
    "at": NOON,
    "actor_kind": "stranger",
    "actor_id": uuid.UUID(int=99),
    "on_behalf_of": uuid.UUID(int=99),
    "subject": uuid.UUID(int=99),
    "purpose": "forged",
    "kind": "forged",
    "previous": "e" * 64,
    "seal": "f" * 64,
}


class Undo(Exception):
    """Leave the transaction as if nothing was done in it."""


class Log(RuleBasedStateMachine):
    """A log, and how many rows it must have."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @rule(at=moments, actor=actors, subject=somebody, purpose=words, kind=words)
    def write(self, **said: Any) -> None:
        record(action="look", **said)
        self.count += 1

    @rule(at=moments, people=st.lists(somebody, max_size=6), purpose=words)
    def write_many(self, at: dt.datetime, people: list[uuid.UUID], purpose: str) -> None:
        record_many(at=at, actor=SYSTEM, subjects=people, action="change", purpose=purpose, kind="feiten")
        self.count += len(set(people))

    @rule()
    def write_and_undo(self) -> None:
        with contextlib.suppress(Undo), transaction.atomic():
            record(at=NOON, actor=SYSTEM, subject=PEOPLE[0], action="look", purpose="p", kind="k")
            raise Undo

    @rule(choice=st.randoms(use_true_random=False), column=st.sampled_from(sorted(FORGED)))
    def any_changed_row_is_found(self, choice: Any, column: str) -> None:
        if self.count:
            seq = choice.randint(1, self.count)
            self._undone(seq, lambda: Entry.objects.filter(seq=seq).update(**{column: FORGED[column]}))

    @rule(choice=st.randoms(use_true_random=False))
    def any_removed_row_is_found(self, choice: Any) -> None:
        if self.count:
            seq = choice.randint(1, self.count)
            self._undone(seq, lambda: Entry.objects.filter(seq=seq).delete())

    @rule()
    def a_moved_end_is_found(self) -> None:
        if self.count:
            self._undone(self.count, lambda: Head.objects.update(seq=self.count - 1))

    @invariant()
    def is_whole(self) -> None:
        outcome = verify()
        assert isinstance(outcome, Verified), outcome
        assert outcome.count == self.count

    def _undone(self, seq: int, tamper: Any) -> None:
        with contextlib.suppress(Undo), transaction.atomic():
            with guards_lifted():
                tamper()
            outcome = verify()
            assert isinstance(outcome, Broken)
            assert abs(outcome.seq - seq) <= 1
            raise Undo


@pytest.mark.django_db
@pytest.mark.slow
def test_the_chain_holds_for_every_order_of_writing_and_tampering() -> None:
    class LogOfItsOwn(Log):
        """Each run begins with an empty log and leaves nothing."""

        def __init__(self) -> None:
            super().__init__()
            self.sheet = transaction.atomic()
            self.sheet.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.sheet.__exit__(None, None, None)

    run_state_machine_as_test(
        LogOfItsOwn,
        settings=settings(
            max_examples=30,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
