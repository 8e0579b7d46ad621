"""A message is written down once, only for who asked for it, and with nothing in it that betrays anything."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from houvast.casework.post import api as post
from houvast.casework.post.kinds import KINDS, Kind
from houvast.casework.post.models import Channel, Message, State
from houvast.casework.post.tests.conftest import reader
from houvast.casework.post.wording import words_of
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.people.api import Resident, as_resident, new_resident
from houvast.ui.api import speaking
from houvast.vault import api as vault

WHEN = post.About(day=dt.date(2026, 11, 27), time=dt.time(10, 30))


def test_nobody_gets_anything_who_did_not_ask_for_it(db: None) -> None:
    someone, _ = new_resident(at=MONDAY, language="nl")

    assert post.queue(someone, "news", key="1", at=MONDAY) == 0


def test_every_channel_that_somebody_wants_gets_its_own_row(db: None) -> None:
    someone = reader(mail="s@example.org", sms="06 12345678", letter="Straat 1")

    assert post.queue(someone, "news", key="1", at=MONDAY) == 3


def test_the_same_key_is_one_message(resident: Resident) -> None:
    post.queue(resident, "news", key="1", at=MONDAY)

    assert post.queue(resident, "news", key="1", at=MONDAY) == 0
    assert Message.objects.count() == 1


def test_the_database_itself_refuses_a_key_twice(resident: Resident) -> None:
    post.queue(resident, "news", key="1", at=MONDAY)
    (row,) = Message.objects.all()
    row.pk, row.message_id = uuid.uuid4(), "<another@example.org>"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_message_goes_back_with_what_caused_it(resident: Resident) -> None:
    def refused() -> None:
        with transaction.atomic():
            post.queue(resident, "news", key="1", at=MONDAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refused()

    assert not Message.objects.exists()


def test_a_professional_always_gets_mail(city: Neighbourhood) -> None:
    assert post.queue(city.fatima, "staff-alarm", key="1", at=MONDAY) == 1


def test_a_kind_for_the_one_is_never_sent_to_the_other(city: Neighbourhood, resident: Resident) -> None:
    with pytest.raises(post.NotForPost):
        post.queue(resident, "staff-alarm", key="1", at=MONDAY)
    with pytest.raises(post.NotForPost):
        post.queue(city.fatima, "news", key="1", at=MONDAY)


def test_an_unknown_kind_is_refused(resident: Resident) -> None:
    with pytest.raises(post.NoSuchKind):
        post.queue(resident, "gossip", key="1", at=MONDAY)


@pytest.mark.parametrize("reference", ["Samira", "26-12345", "26-1234567", "26-123456 huur"])
def test_nothing_but_a_reference_goes_along_as_one(resident: Resident, reference: str) -> None:
    with pytest.raises(post.NotForPost):
        post.queue(resident, "news", post.About(reference=reference), key="1", at=MONDAY)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.needs and not kind.staff])
def test_a_line_that_names_a_day_needs_one(resident: Resident, name: str) -> None:
    with pytest.raises(post.NotForPost):
        post.queue(resident, name, key="1", at=MONDAY)

    assert post.queue(resident, name, WHEN, key="1", at=MONDAY) == 1


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_can_be_said(kind: Kind) -> None:
    for language in ("nl",) if kind.staff else ("nl", "en", "tr", "ar"):
        with speaking(language):
            said = words_of(Message(kind=kind.name, day=WHEN.day, time=WHEN.time), language=language)

        assert "%(" not in str(said)


def test_what_was_withdrawn_does_not_leave(resident: Resident) -> None:
    post.queue(resident, "appointment-reminder", WHEN, key="reminder 1", at=MONDAY)

    assert post.withdraw("reminder 1", at=MONDAY) == 1
    assert Message.objects.get().state == State.DROPPED
    assert post.withdraw("reminder 1", at=MONDAY) == 0


def test_an_address_that_changed_stands_beside_the_old_one(resident: Resident) -> None:
    post.wish(resident, {Channel.MAIL: "nieuw@example.org"}, at=MONDAY, by=as_resident(resident))

    said = [fact.value for fact in vault.history(resident) if fact.fact == "e-mailadres"]
    assert said == ["nieuw@example.org", "samira@example.org"]


def test_whoever_wants_nothing_any_more_gets_nothing(resident: Resident) -> None:
    post.wish(resident, {}, at=MONDAY, by=as_resident(resident))

    assert post.wanted(resident) == frozenset()
    assert post.queue(resident, "news", key="1", at=MONDAY) == 0


def test_nothing_of_an_address_stands_in_the_tables(resident: Resident) -> None:
    post.queue(resident, "news", key="1", at=MONDAY)

    row = str(Message.objects.values().get())
    assert "samira" not in row
    assert "example.org" not in row


def test_whoever_is_erased_leaves_no_message_behind(resident: Resident) -> None:
    post.queue(resident, "news", key="1", at=MONDAY)

    post.erase(resident)

    assert not Message.objects.exists()
    assert post.wanted(resident) == frozenset()
