"""A tailor-made plan answers every question, is decided by two others, and every cost has a source."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from houvast.casework import acts
from houvast.casework.acts import NotNow
from houvast.casework.models import HelpRequest
from houvast.casework.plan import reading, tailoring
from houvast.casework.plan.models import Cost, Decision, Tailored
from houvast.casework.plan.tailoring import NewCost, Weighed
from houvast.casework.plan.weighing import ASKED, Part
from houvast.casework.tests.conftest import Neighbourhood, form


def weighed(**changes: object) -> Weighed:
    fields: dict[str, object] = {
        "answers": {asked.part: f"Antwoord op {asked.part}" for asked in ASKED},
        "now": [NewCost("Nieuwe kachel", 450_00, "offerte van 20-11-2026")],
        "avoided": [NewCost("Opvang van het gezin", 9000_00, "begroting opvang 2026, blz. 12")],
    }
    return Weighed(**{**fields, **changes})  # type: ignore[arg-type]  # each test changes another field


@pytest.fixture
def working(city: Neighbourhood, question: HelpRequest) -> HelpRequest:
    return acts.accept(form(question, city.fatima))


@pytest.fixture
def lying(city: Neighbourhood, working: HelpRequest) -> HelpRequest:
    """Fatima wrote it."""
    return tailoring.lay_down(form(working, city.fatima), weighed())


def test_two_others_decide_and_the_resident_can_read_why(city: Neighbourhood, lying: HelpRequest) -> None:
    tailoring.decide(form(lying, city.dennis), yes=True, why="Dit helpt dit gezin.")
    assert reading.weighings(lying)[0].agreed is None

    tailoring.decide(form(lying, city.joke), yes=True, why="Past bij het doel van de wet.")

    (made,) = reading.weighings(lying)
    assert made.agreed is True
    assert [(name, yes, why) for name, yes, why, _at in made.decisions] == [
        ("Dennis", True, "Dit helpt dit gezin."),
        ("Joke", True, "Past bij het doel van de wet."),
    ]


def test_one_no_ends_it_with_its_reason(city: Neighbourhood, lying: HelpRequest) -> None:
    tailoring.decide(form(lying, city.joke), yes=False, why="Er is een kortere weg.")

    assert reading.weighings(lying)[0].agreed is False
    with pytest.raises(NotNow):
        tailoring.decide(form(lying, city.dennis), yes=True, why="Toch wel.")


def test_who_wrote_it_does_not_decide_and_nobody_decides_twice(
    city: Neighbourhood, lying: HelpRequest
) -> None:
    with pytest.raises(NotNow):
        tailoring.decide(form(lying, city.fatima), yes=True, why="Mijn eigen plan.")
    tailoring.decide(form(lying, city.dennis), yes=True, why="Ja.")
    with pytest.raises(NotNow):
        tailoring.decide(form(lying, city.dennis), yes=True, why="Nog eens ja.")

    made = Tailored.objects.get()
    with pytest.raises(IntegrityError, match="on_their_own"), transaction.atomic():
        Decision.objects.create(
            tailored=made, by=city.fatima, author=city.fatima, yes=True, why=b"x", at=made.at
        )


def test_a_decision_needs_a_reason(city: Neighbourhood, lying: HelpRequest) -> None:
    with pytest.raises(acts.NoWords):
        tailoring.decide(form(lying, city.dennis), yes=True, why=" ")

    assert not Decision.objects.exists()


@pytest.mark.parametrize("missing", [asked.part for asked in ASKED])
def test_a_plan_that_skips_a_question_is_not_laid_down(
    city: Neighbourhood, working: HelpRequest, missing: Part
) -> None:
    answers = {asked.part: "Ja." for asked in ASKED if asked.part is not missing}

    with pytest.raises(NotNow):
        tailoring.lay_down(form(working, city.fatima), weighed(answers=answers))


def test_the_law_is_asked_last_of_the_reversed_test() -> None:
    parts = [asked.part for asked in ASKED]

    four = [Part.EFFECT, Part.VALUES, Part.LATER, Part.LAW]
    assert [part for part in parts if part in four] == four


def test_costs_stand_with_their_source_and_a_cost_without_one_is_refused(
    city: Neighbourhood, lying: HelpRequest
) -> None:
    (made,) = reading.weighings(lying)
    assert (made.costs, made.saves) == (Decimal(450), Decimal(9000))
    assert made.avoided[0].source == "begroting opvang 2026, blz. 12"

    with pytest.raises(IntegrityError, match="has_a_source"), transaction.atomic():
        Cost.objects.update(source="")


def test_a_newer_plan_ends_the_one_that_lay_there(city: Neighbourhood, lying: HelpRequest) -> None:
    tailoring.lay_down(form(lying, city.dennis), weighed())

    newest, older = reading.weighings(lying)
    assert {newest.agreed, older.agreed} == {None, False}


def test_what_was_learned_is_written_after_the_decision(city: Neighbourhood, lying: HelpRequest) -> None:
    with pytest.raises(NotNow):
        tailoring.learn(form(lying, city.fatima), "De regel kent geen spoed.")
    tailoring.decide(form(lying, city.joke), yes=False, why="Nee.")

    tailoring.learn(form(lying, city.fatima), "De regel kent geen spoed.")

    assert reading.weighings(lying)[0].learned == "De regel kent geen spoed."


def test_every_text_lies_sealed(lying: HelpRequest) -> None:
    made = Tailored.objects.prefetch_related("answers", "costs").get()

    texts = [bytes(each.text) for each in made.answers.all()] + [
        bytes(each.what) for each in made.costs.all()
    ]
    assert not any(b"Antwoord" in text or b"kachel" in text for text in texts)
