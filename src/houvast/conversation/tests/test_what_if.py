"""What if: the engine answers; what a change makes unsure is said as unsure, and nothing of it is kept."""

import datetime as dt
from fractions import Fraction

import pytest
from django.test import Client

from houvast.conversation.paper import amount_in_words
from houvast.conversation.story import Story
from houvast.conversation.tests.conftest import with_story
from houvast.conversation.what_if import Change, NothingToChange, What, changed, otherwise, read
from houvast.law.api import Person, Situation
from houvast.rights.api import assess, fuse_box

ON = dt.date(2026, 7, 1)
ALONE = Situation(
    {},
    (
        Person(
            "aanvrager",
            "aanvrager",
            {
                "geboortedatum": dt.date(1988, 2, 3),
                "toetsingsinkomen": 32_000,
                "nettoloon_maand": 1_700,
                "verblijfsrecht": True,
                "zorgverzekering": "nederlands",
                "vermogen_1_januari": 0,
            },
        ),
    ),
    frozenset(),
)


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("wat als ik 200 euro meer verdien", Change(What.MORE, 200)),
        ("wat als ik 200 euro netto meer verdien?", Change(What.MORE, 200, net=True)),
        ("stel ik krijg 150,50 bruto minder", Change(What.LESS, Fraction("150.5"), net=False)),
        ("wat als ik 2400 euro per jaar meer verdien", Change(What.MORE)),
        ("wat als ik ga samenwonen", Change(What.TOGETHER)),
        ("what if I earn 200 euros more", Change(What.MORE, 200)),
        ("200 euro fazla kazanırsam", Change(What.MORE, 200)),
        ("ماذا لو كسبت 200 يورو أكثر", Change(What.MORE, 200)),
        ("wat als we gaan scheiden", Change(What.APART)),
        ("wat als er een baby komt", Change(What.CHILD)),
        ("wat als het morgen regent", None),
    ],
)
def test_a_change_is_read_from_words_in_every_language(words: str, change: Change | None) -> None:
    assert read(words) == change


def test_more_gross_wage_is_what_the_engine_says_of_the_other_household() -> None:
    found = otherwise(ALONE, Change(What.MORE, 200, net=False), on=ON, receiving=())

    other = ALONE.with_fact("toetsingsinkomen", 34_400, person="aanvrager").with_fact(
        "nettoloon_maand", None, person="aanvrager"
    )
    truth = fuse_box(assess(other, on=ON)).switch("zorgtoeslag")
    row = next(row for row in found.rows if row.scheme == "zorgtoeslag")
    assert truth is not None
    assert amount_in_words(truth) in row.after
    assert row.before != row.after


def test_net_wage_makes_the_income_of_the_year_unknown_and_never_guesses_it() -> None:
    other, assumed = changed(ALONE, Change(What.MORE, 200, net=True), on=ON)

    facts = other.person("aanvrager").facts
    assert facts["nettoloon_maand"] == 1_900
    assert "toetsingsinkomen" not in facts
    assert assumed


def test_wage_never_goes_below_nothing() -> None:
    other, _ = changed(ALONE, Change(What.LESS, 5_000, net=True), on=ON)

    assert other.person("aanvrager").facts["nettoloon_maand"] == 0


def test_a_partner_of_whom_nothing_is_known_makes_things_unsure_not_zero() -> None:
    found = otherwise(ALONE, Change(What.TOGETHER), on=ON, receiving=())

    row = next(row for row in found.rows if row.scheme == "zorgtoeslag")
    assert row.after.startswith("Weten we nog niet")


def test_what_does_not_fit_the_household_is_said() -> None:
    with pytest.raises(NothingToChange):
        changed(ALONE, Change(What.APART), on=ON)


@pytest.mark.django_db
def test_the_page_shows_back_what_it_understood_and_asks_what_it_must_know(visitor: Client) -> None:
    with_story(visitor, Story(words="x", people_told=True, situation=ALONE))

    asked = visitor.post("/stoppenkast/wat-als/", {"woorden": "wat als ik 200 euro meer verdien"})
    told = visitor.post(
        "/stoppenkast/wat-als/", {"woorden": "wat als ik 200 euro meer verdien", "soort": "bruto"}
    )

    assert "Is dat bruto of netto? Kies hieronder." in asked.content.decode()
    assert 'value="200"' in asked.content.decode()
    assert "Dit wordt anders" in told.content.decode()
    assert "Zorgtoeslag" in told.content.decode()
    assert "32.000" in visitor.get("/vraag/hulpvraag/").content.decode(), "the story stays as it was"


@pytest.mark.django_db
def test_the_whole_answer_is_computed_for_who_asks(visitor: Client) -> None:
    with_story(visitor, Story(words="x", people_told=True, situation=ALONE))

    page = visitor.get("/stoppenkast/zorgtoeslag/antwoord/").content.decode()

    assert "Voor u" in page
    assert "per maand" in page
    assert visitor.get("/stoppenkast/bestaat-niet/antwoord/").status_code == 404
