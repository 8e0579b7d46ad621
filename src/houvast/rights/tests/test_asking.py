"""What is asked: what can still change something, together where it belongs together, never twice."""

from houvast.law.api import Situation
from houvast.rights.api import BIRTHDAYS, GROUP, corpus, screen_key, screen_with, screens
from houvast.rights.tests.conftest import ON, household

NOBODY = household({}, {"role": "aanvrager"})
COUPLE = household({}, {"role": "aanvrager"}, {"role": "partner"}, {"role": "kind"}, {"role": "kind"})
FAMILY = household({}, {"role": "aanvrager"}, {"role": "kind"}, {"role": "kind"})


def test_nothing_is_asked_that_was_told_or_that_somebody_does_not_know(alone: Situation) -> None:
    unknown = {("vermogen_nu", None)}

    asked = {fact for screen in screens(alone, on=ON, unknown=unknown) for fact in screen.facts}

    assert ("kale_huur", None) not in asked
    assert ("vermogen_nu", None) not in asked


def test_every_screen_has_its_own_key_and_leads_back_to_itself() -> None:
    found = screens(FAMILY, on=ON)

    keys = [screen.key for screen in found]
    assert len(keys) == len(set(keys))
    assert all(screen_with(key, FAMILY, on=ON) is not None for key in keys)


def test_the_birthdays_of_all_children_stand_on_one_screen() -> None:
    screen = screen_with(BIRTHDAYS, FAMILY, on=ON)

    assert screen is not None
    assert [person for _, person in screen.facts] == ["kind-1", "kind-2"]


def test_a_group_is_one_screen_of_one_person() -> None:
    groups = [screen for screen in screens(COUPLE, on=ON) if screen.key.startswith(GROUP)]

    assert {screen.person for screen in groups} == {None, "aanvrager", "partner"}
    assert len(groups) == len({(screen.key, screen.person) for screen in groups})
    assert {corpus().facts[name].group for screen in groups for name, _ in screen.facts} == {
        screen.key.removeprefix(GROUP).removesuffix(".partner") for screen in groups
    }


def test_what_matters_of_two_grown_ups_is_one_screen_and_of_children_another() -> None:
    found = {screen.key: screen for screen in screens(COUPLE, on=ON)}

    assert [person for _, person in found["uitkering"].facts] == ["aanvrager", "partner"]
    assert found["uitkering"].is_of_each
    assert {person for _, person in found[BIRTHDAYS].facts} == {"kind-1", "kind-2"}


def test_who_answered_and_who_did_not_know_stand_together_when_somebody_comes_back() -> None:
    told = COUPLE.with_fact("uitkering", "geen", person="aanvrager")

    screen = screen_with("uitkering", told, on=ON, unknown={("uitkering", "partner")})

    assert screen is not None
    assert [person for _, person in screen.facts] == ["aanvrager", "partner"]


def test_an_answer_about_several_people_that_comes_late_still_has_its_screen() -> None:
    asked = {fact for screen in screens(COUPLE, on=ON) for fact in screen.facts}
    late = ("ouderbijdrage_maand", "partner")

    screen = screen_with(late[0], COUPLE, on=ON)

    assert late not in asked
    assert screen is not None
    assert late in screen.facts


def test_an_unknown_key_is_no_screen() -> None:
    assert screen_with("bestaat_niet", NOBODY, on=ON) is None
    assert screen_with("geboortedatum.partner", NOBODY, on=ON) is None


def test_every_fact_of_the_corpus_has_a_screen() -> None:
    people = ["aanvrager", "partner", "kind-1", "medebewoner-1"]
    full = household({}, *({"role": person.partition("-")[0]} for person in people))

    for fact in corpus().facts.values():
        whom = [None] if fact.level.value == "household" else people
        assert all(screen_key(full, fact.name, person) for person in whom)


def test_who_turns_eighteen_soon_is_asked_what_matters_then() -> None:
    told = {
        "role": "aanvrager",
        "verblijfsrecht": True,
        "in_detentie": False,
        "toetsingsinkomen": 0,
        "vermogen_1_januari": 0,
    }
    soon = household({"woongemeente": "elders"}, {**told, "geboortedatum": "2008-07-20"})
    not_soon = household({"woongemeente": "elders"}, {**told, "geboortedatum": "2009-07-20"})

    assert "zorgverzekering" in [screen.key for screen in screens(soon, on=ON)]
    assert "zorgverzekering" not in [screen.key for screen in screens(not_soon, on=ON)]
