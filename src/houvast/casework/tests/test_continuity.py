"""The same faces: stand-ins, ceilings, assignments that explain themselves, and how many somebody met."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts, assigning
from houvast.casework.acts import NotNow, NotYours
from houvast.casework.clocks import Urgency
from houvast.casework.continuity import absences, carrying, faces
from houvast.casework.continuity.absences import NotAnAbsence
from houvast.casework.models import Absence, Assignment, HelpRequest
from houvast.casework.states import NotInTheTable
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.ledger.api import log_of
from houvast.people.api import (
    Duo,
    Professional,
    Resident,
    Role,
    as_professional,
    form_duo,
    new_code_for,
    new_professional,
    new_resident,
)

FRIDAY = dt.date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


def colleague(city: Neighbourhood, name: str, *languages: str) -> Professional:
    """One more counsellor in Noord."""
    return new_professional(
        email=f"{name.lower()}@example.org",
        display_name=name,
        organisation=city.fatima.organisation,
        team=city.fatima.team,
        roles=[Role.COUNSELLOR],
        phone="020 765 43 21",
        languages=languages or ("nl",),
    )


@pytest.fixture
def sara(city: Neighbourhood) -> Professional:
    return colleague(city, "Sara")


@pytest.fixture
def second_duo(city: Neighbourhood, sara: Professional) -> Duo:
    """Sara and Youssef, who speaks Arabic, also in Noord."""
    return form_duo(sara, colleague(city, "Youssef", "nl", "ar"))


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def away(city: Neighbourhood, stand_in: Professional, *, by: Professional | None = None) -> Absence:
    """Dennis is away until Friday."""
    return absences.tell(
        as_professional(by or city.joke),
        away=city.dennis.pk,
        stand_in=stand_in.pk,
        since=MONDAY.date(),
        until=FRIDAY,
        at=MONDAY,
    )


def test_the_stand_in_holds_it_until_the_last_day_and_not_longer(
    city: Neighbourhood, question: HelpRequest, sara: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    away(city, sara)

    acts.accept(form(question, sara))
    listed = signed_in(sara).get("/werk/").content.decode()
    page = signed_in(sara).get(reverse("casework:request", args=[question.pk]))
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY + dt.timedelta(days=5))
    later = signed_in(sara).get(reverse("casework:request", args=[question.pk]))

    assert question.reference in listed
    assert (page.status_code, later.status_code) == (200, 404)
    with pytest.raises(NotYours):
        acts.send_message(form(question, sara, at=MONDAY + dt.timedelta(days=5)), "Dag")


def test_the_resident_reads_who_stands_in_and_until_when(
    city: Neighbourhood, question: HelpRequest, resident: Resident, sara: Professional
) -> None:
    away(city, sara)
    client = Client()
    client.post(reverse("casework:follow"), {"code": new_code_for(resident)})

    page = client.get(reverse("casework:follow")).content.decode()

    assert "<bdi>Sara</bdi> is er nu voor u" in page
    assert "<bdi>Dennis</bdi> is er niet tot en met vrijdag 27 november." in page
    assert "tel:0207654321" in page


def test_who_is_back_sooner_stands_alone_again(
    city: Neighbourhood, question: HelpRequest, sara: Professional
) -> None:
    absence = away(city, sara, by=city.dennis)

    assert not absences.end(as_professional(city.fatima), absence.pk, at=MONDAY)
    assert absences.end(as_professional(city.dennis), absence.pk, at=MONDAY)
    with pytest.raises(NotYours):
        acts.accept(form(question, sara))


def test_an_absence_needs_a_colleague_of_the_team_who_is_there(
    city: Neighbourhood, sara: Professional
) -> None:
    with pytest.raises(NotAnAbsence, match="hetzelfde team"):
        away(city, city.ria)
    with pytest.raises(NotAnAbsence, match="hetzelfde team"):
        away(city, city.dennis)
    with pytest.raises(NotAnAbsence, match="als teamleider"):
        away(city, sara, by=city.fatima)
    away(city, sara)
    with pytest.raises(NotAnAbsence, match="staat er al"):
        away(city, city.fatima)


def test_who_knows_this_person_gets_the_next_question_too_even_when_full(
    city: Neighbourhood, question: HelpRequest, resident: Resident, second_duo: Duo
) -> None:
    carrying.set_ceiling(as_professional(city.joke), city.fatima.pk, 1, at=MONDAY)

    again = opened(resident)

    assert again.duo == city.noord
    assert again.assigned_because == "Omdat de bewoner dit duo al kent. Het draagt er 1; de grens is 1."
    assert Assignment.objects.get(request=again).over_ceiling


def test_who_is_full_gets_nothing_new_while_another_can(
    city: Neighbourhood, question: HelpRequest, second_duo: Duo
) -> None:
    carrying.set_ceiling(as_professional(city.joke), city.dennis.pk, 1, at=MONDAY)

    new = opened(new_resident(at=MONDAY, language="nl")[0])

    assert new.duo == second_duo
    assert "werkt in Noord" in new.assigned_because


def test_the_language_of_the_resident_goes_before_the_load(city: Neighbourhood, second_duo: Duo) -> None:
    opened(new_resident(at=MONDAY, language="ar")[0])

    new = opened(new_resident(at=MONDAY, language="ar")[0])

    assert new.duo == second_duo
    assert new.assigned_because.startswith("Omdat dit duo de taal van de bewoner spreekt (ar)")


def test_every_assignment_says_why_in_one_line(city: Neighbourhood, second_duo: Duo) -> None:
    for code in ("", "NA", "MA", "ZZ"):
        resident = new_resident(at=MONDAY, language="nl")[0]
        chosen = assigning.choose(resident, neighbourhood=code, on=MONDAY.date())

        assert chosen.because.startswith("Omdat ")
        assert chosen.because.endswith(".")


def test_a_lead_chooses_another_duo_of_the_team_before_it_is_taken_on(
    city: Neighbourhood, question: HelpRequest, second_duo: Duo
) -> None:
    with pytest.raises(NotNow):
        carrying.reassign(form(question, city.joke), city.oost.pk, "Weg ermee.")
    with pytest.raises(NotInTheTable):
        carrying.reassign(form(question, city.fatima), second_duo.pk, "Te druk.")

    other = carrying.reassign(form(question, city.joke), second_duo.pk, "Youssef kent de straat.")

    assert other.duo == second_duo
    assert other.assigned_because == "Omdat de teamleider dit koos: Youssef kent de straat."
    acts.accept(form(question, second_duo.first))
    with pytest.raises(NotInTheTable):
        carrying.reassign(form(question, city.joke), city.noord.pk, "Toch niet.")


def test_the_faces_are_counted_over_all_questions_of_somebody(
    city: Neighbourhood, question: HelpRequest, resident: Resident
) -> None:
    acts.send_message(form(question, city.fatima), "Dag.")
    acts.send_message(form(question, city.dennis), "Dag.")
    acts.send_message(form(question, resident), "Dag.")
    other = opened(new_resident(at=MONDAY, language="nl")[0])
    acts.send_message(form(other, city.fatima), "Dag.")

    assert faces.faces_of(resident.pk) == 2
    assert faces.average_of(city.noord.team_id) == Decimal("1.5")
    assert faces.average_of(city.oost.team_id) is None


def test_the_page_of_a_team_tells_an_absence_and_a_ceiling(
    city: Neighbourhood, question: HelpRequest, sara: Professional
) -> None:
    client = signed_in(city.joke)
    said = {
        "absence-who": str(city.dennis.pk),
        "absence-stand_in": str(sara.pk),
        "absence-since": "23-11-2026",
        "absence-until": "20-11-2026",
    }

    refused = client.post(reverse("casework:team-away"), said)
    told = client.post(reverse("casework:team-away"), {**said, "absence-until": "27-11-2026"})
    wrong = client.post(reverse("casework:team-ceiling"), {"ceiling-who": str(sara.pk), "ceiling-most": "0"})
    client.post(reverse("casework:team-ceiling"), {"ceiling-who": str(sara.pk), "ceiling-most": "12"})
    page = client.get(reverse("casework:team")).content.decode()

    assert (refused.status_code, told.status_code, wrong.status_code) == (422, 302, 422)
    assert 'value="20-11-2026"' in refused.content.decode()
    assert "Sara vervangt" in page
    assert ">12</td>" in page


def test_a_counsellor_sets_no_ceiling_and_tells_only_their_own_absence(
    city: Neighbourhood, sara: Professional
) -> None:
    client = signed_in(city.fatima)

    assert client.post(reverse("casework:team-ceiling"), {}).status_code == 403
    assert f'value="{city.dennis.pk}"' in client.get(reverse("casework:team")).content.decode()
    said = {
        "absence-who": str(city.dennis.pk),
        "absence-stand_in": str(sara.pk),
        "absence-since": "23-11-2026",
        "absence-until": "27-11-2026",
    }
    assert client.post(reverse("casework:team-away"), said).status_code == 422


def test_the_page_as_the_resident_sees_it_is_logged_and_sends_nothing(
    city: Neighbourhood, question: HelpRequest, resident: Resident
) -> None:
    address = reverse("casework:as-resident", args=[question.pk])

    page = signed_in(city.fatima).get(address).content.decode()
    refused = signed_in(city.ria).get(address)

    assert "De route van uw vraag" in page
    assert page.count("disabled>") == 2
    assert (refused.status_code, Client().get(address).status_code) == (404, 302)
    assert "kijken zoals u het ziet" in {line.purpose for line in log_of(resident)}


def test_the_page_as_the_resident_sees_it_speaks_their_language(city: Neighbourhood) -> None:
    request = opened(new_resident(at=MONDAY, language="tr")[0], urgency=Urgency.USUAL)
    assert request.duo is not None
    client = signed_in(request.duo.first)

    turkish, dutch = (
        client.get(reverse("casework:as-resident", args=[request.pk]) + asked).content.decode()
        for asked in ("", "?taal=nl")
    )

    assert "De route van uw vraag" not in turkish
    assert "De route van uw vraag" in dutch
