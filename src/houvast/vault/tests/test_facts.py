"""What is kept of a household, beside what was kept before, and who looked."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from houvast.ledger.api import Verified, log_of, verify
from houvast.people.api import SYSTEM, Actor, Resident, as_resident, new_resident
from houvast.vault import api as vault
from houvast.vault.models import Fact

MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)
NOOR = Actor(kind="professional", professional_id=uuid.UUID(int=7), name="Noor")

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Resident:
    return new_resident(at=MONDAY, language="nl")[0]


@pytest.fixture
def bram() -> Resident:
    return new_resident(at=MONDAY, language="nl")[0]


def say(resident: Resident, value: vault.Value, **more: Any) -> uuid.UUID:
    said: dict[str, Any] = {
        "fact": "kale_huur",
        "unit": "euro/maand",
        "source": "resident",
        "at": MONDAY,
        "by": as_resident(resident),
    }
    return vault.remember(resident, value=value, **{**said, **more})


def test_a_fact_comes_back_with_its_unit_source_and_moment(anna: Resident) -> None:
    say(anna, Decimal("612.50"), source_text="huurcontract")

    (fact,) = vault.current(anna)

    assert (fact.fact, fact.value, fact.unit) == ("kale_huur", Decimal("612.50"), "euro/maand")
    assert (fact.source, fact.source_text, fact.at) == ("resident", "huurcontract", MONDAY)
    assert (fact.by_kind, fact.by_id) == ("resident", anna.pk)


def test_what_is_said_later_does_not_overwrite(anna: Resident) -> None:
    say(anna, 600)
    say(anna, 650, at=TUESDAY)

    assert [fact.value for fact in vault.current(anna)] == [650]
    assert [fact.value for fact in vault.history(anna)] == [650, 600]


def test_what_another_source_says_stands_beside_it(anna: Resident) -> None:
    say(anna, 600)
    say(anna, 650, at=TUESDAY, source="register", by=SYSTEM)

    (fact,) = vault.current(anna)

    assert (fact.source, fact.value) == ("register", 650)
    assert [(other.source, other.value) for other in fact.others] == [("resident", 600)]
    assert fact.disputed


def test_sources_that_agree_are_not_a_dispute(anna: Resident) -> None:
    say(anna, 600)
    say(anna, 600, at=TUESDAY, source="register", by=SYSTEM)

    assert not vault.current(anna)[0].disputed


def test_unknown_is_kept_as_unknown(anna: Resident) -> None:
    say(anna, None)

    assert vault.current(anna)[0].value is None


def test_dit_klopt_niet_stands_beside_the_fact(anna: Resident) -> None:
    fact_id = say(anna, 650, source="register", by=SYSTEM)

    vault.object_to(fact_id, "Ik betaal 600.", at=TUESDAY, by=as_resident(anna))

    (fact,) = vault.current(anna)
    assert fact.value == 650
    assert [(one.words, one.at) for one in fact.objections] == [("Ik betaal 600.", TUESDAY)]
    assert fact.disputed


def test_a_household_has_facts_of_its_own_and_of_each_person(anna: Resident) -> None:
    me = vault.add_member(anna, role="aanvrager")
    child = vault.add_member(anna, role="kind")
    say(anna, 600)
    say(anna, "Anna", fact="naam", unit="", member=me)
    say(anna, dt.date(2018, 5, 1), fact="geboortedatum", unit="datum", member=child)

    facts = vault.look(anna, actor=NOOR, purpose="u helpen", at=TUESDAY)

    assert facts.household["kale_huur"].value == 600
    assert [(member.role, sorted(member.facts)) for member in facts.members] == [
        ("aanvrager", ["naam"]),
        ("kind", ["geboortedatum"]),
    ]
    assert facts.name == "Anna"


def test_every_look_is_in_the_log(anna: Resident) -> None:
    say(anna, 600)

    vault.look(anna, actor=NOOR, purpose="eerste gesprek", at=TUESDAY)

    newest = log_of(anna)[0]
    assert (newest.action, newest.purpose, newest.kind) == ("look", "eerste gesprek", "feiten")
    assert newest.at == TUESDAY


def test_many_facts_at_once_are_one_row_in_the_log(anna: Resident) -> None:
    facts = [vault.NewFact(fact=f"feit_{number}", value=number, source="resident") for number in range(20)]

    vault.remember_all(anna, facts, at=MONDAY, by=as_resident(anna))

    assert len(vault.current(anna)) == 20
    assert [line.action for line in log_of(anna)] == ["change"]


def test_one_bad_value_keeps_none_of_them(anna: Resident) -> None:
    bad: Any = 0.1
    facts = [
        vault.NewFact(fact="a", value=1, source="resident"),
        vault.NewFact(fact="b", value=bad, source="resident"),
    ]

    with pytest.raises(vault.NotAValue):
        vault.remember_all(anna, facts, at=MONDAY, by=as_resident(anna))

    assert vault.current(anna) == []


def test_names_for_a_worklist_are_a_look_at_each(anna: Resident, bram: Resident) -> None:
    for resident, name in ((anna, "Anna"), (bram, "Bram")):
        me = vault.add_member(resident, role="aanvrager")
        partner = vault.add_member(resident, role="partner")
        say(resident, name, fact="naam", unit="", member=me)
        say(resident, "Iemand anders", fact="naam", unit="", member=partner)

    names = vault.display_name([anna.pk, bram.pk, uuid.uuid4()], actor=NOOR, purpose="werklijst", at=TUESDAY)

    assert names == {anna.pk: "Anna", bram.pk: "Bram"}
    assert [line.kind for line in log_of(bram)[:1]] == ["naam"]


def test_a_person_of_another_household_gets_no_facts_here(anna: Resident, bram: Resident) -> None:
    child_of_bram = vault.add_member(bram, role="kind")

    with pytest.raises(ValueError, match="another household"):
        say(anna, "Kim", fact="naam", member=child_of_bram)


@pytest.mark.parametrize("role", ["aanvrager", "partner"])
def test_a_household_has_one_applicant_and_one_partner(anna: Resident, role: str) -> None:
    vault.add_member(anna, role=role)

    with pytest.raises(IntegrityError), transaction.atomic():
        vault.add_member(anna, role=role)


@pytest.mark.parametrize(
    "change",
    [
        {"source": "register"},
        {"at": TUESDAY},
        {"by_kind": "professional"},
        {"uuid": uuid.UUID(int=9)},
        {"topic": "0" * 64},
    ],
)
def test_a_fact_that_was_changed_in_the_database_is_refused(anna: Resident, change: dict[str, Any]) -> None:
    say(anna, 600)
    Fact.objects.update(**change)

    with pytest.raises(vault.Unreadable):
        vault.current(anna)


def test_a_fact_that_was_moved_to_somebody_else_is_refused(anna: Resident, bram: Resident) -> None:
    say(anna, 600)
    say(bram, 700)
    Fact.objects.filter(resident=anna).update(resident=bram)

    with pytest.raises(vault.Unreadable):
        vault.current(bram)


def test_the_log_stays_whole_through_all_of_this(anna: Resident) -> None:
    fact_id = say(anna, 600)
    vault.object_to(fact_id, "nee", at=TUESDAY, by=NOOR)
    vault.look(anna, actor=NOOR, purpose="p", at=TUESDAY)

    assert isinstance(verify(), Verified)
