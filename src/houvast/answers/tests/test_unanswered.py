"""What we could not answer is counted as work, and nobody can be known from it."""

import datetime as dt

import pytest
from django.test import Client

from houvast.answers import unanswered
from houvast.answers.models import Unanswered
from houvast.people.api import Organisation, Role, Team, new_professional

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 23)
SECRET = "ik ben Samira de Vries uit de Geheimlaan 14, bel 0612345678, mijn zorgtoeslag is raar blorp"


def test_only_words_of_the_laws_are_kept_and_each_by_itself(prepared: None) -> None:
    unanswered.note(SECRET, language="nl", on=ON)

    kept = {row.word for row in Unanswered.objects.all()}
    assert kept >= {"", "zorgtoeslag"}
    assert all(" " not in word for word in kept)
    assert kept & {"samira", "vries", "geheimlaan", "14", "0612345678", "blorp"} == set()
    assert {row.month for row in Unanswered.objects.all()} == {dt.date(2026, 11, 1)}


def test_a_small_count_is_not_shown(prepared: None) -> None:
    for _ in range(9):
        unanswered.note("zorgtoeslag", language="nl", on=ON)
    few = unanswered.months()[0]
    unanswered.note("zorgtoeslag", language="en", on=ON)
    enough = unanswered.months()[0]

    assert (few.questions, few.words, few.hidden) == (None, (), 1)
    assert (enough.questions, enough.words, enough.hidden) == (10, (("zorgtoeslag", 10),), 0)


def test_a_question_without_an_answer_is_counted_and_one_with_an_answer_is_not(
    client: Client, prepared: None
) -> None:
    client.get("/antwoord/", {"v": "hoe maak ik bezwaar tegen een besluit?"})
    answered = Unanswered.objects.count()
    client.get("/antwoord/", {"v": "recept voor appeltaart"})

    assert answered == 0
    assert Unanswered.objects.get(word="").count == 1


def test_who_keeps_the_laws_reads_it(client: Client, prepared: None) -> None:
    for _ in range(12):
        unanswered.note("huurtoeslag", language="nl", on=ON)
    organisation = Organisation.objects.create(name="Gemeente")
    team = Team.objects.create(organisation=organisation, name="Beleid")
    who = new_professional(
        email="p@voorbeeld.example", display_name="Pol", organisation=organisation, team=team,
        roles=[Role.POLICY_MAKER],
    )  # fmt: skip
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/beleid/zonder-antwoord/").content.decode()

    assert "huurtoeslag" in page
    assert "12 vragen zonder antwoord" in page
    assert Client().get("/beleid/zonder-antwoord/").status_code == 302
