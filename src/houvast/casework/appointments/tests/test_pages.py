"""The pages of appointments: chosen, lost to somebody else, moved, missed; and who sees none of it."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework.appointments import booking
from houvast.casework.appointments.models import Appointment, Away, Feed, Place, State, WeeklyHours
from houvast.casework.appointments.tests.conftest import TUESDAY_TEN, phone, sent
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, opened
from houvast.people.api import Professional, Resident, new_resident

WEDNESDAY = MONDAY + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def coded(city: Neighbourhood, place: Place) -> tuple[HelpRequest, Client]:
    """A request, and the phone of its resident."""
    resident, code = new_resident(at=MONDAY, language="nl")
    client = Client()
    client.post("/volg/", {"code": code})
    return opened(resident), client


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def to(name: str, *args: object) -> str:
    return reverse(f"casework:appointments:{name}", args=args)


def moments(html: str) -> list[str]:
    return re.findall(r'name="moment" value="([^"]+)"', html)


def chosen(client: Client, address: str, moment: str, **more: str) -> dict[str, str]:
    """The form as the page gave it, with this moment."""
    html = client.get(f"{address}?soort=phone").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)
    assert token
    return {"token": token[1], "soort": "phone", "moment": moment, **more}


def test_the_resident_chooses_how_then_when_and_has_it(coded: tuple[HelpRequest, Client]) -> None:
    request, client = coded
    address = to("choose", request.pk)
    first = moments(client.get(f"{address}?soort=phone").content.decode())[0]

    done = client.post(address, chosen(client, address, first, woorden="Over de huur"), follow=True)

    page = done.content.decode()
    assert "dinsdag 24 november" in page
    assert "Over de huur" in page
    assert "Afspraken" in client.get("/volg/").content.decode()


def test_a_moment_that_was_just_taken_gives_others_and_keeps_what_was_typed(
    coded: tuple[HelpRequest, Client], city: Neighbourhood
) -> None:
    request, client = coded
    address = to("choose", request.pk)
    wanted = f"{TUESDAY_TEN}.{city.fatima.pk}"
    form = chosen(client, address, wanted, woorden="Ik wil over mijn huur praten.")
    other = new_resident(at=MONDAY, language="nl")[0]
    booking.book(sent(opened(other), other), phone(city.fatima))

    lost = client.post(address, form)

    page = lost.content.decode()
    assert lost.status_code == 409
    assert "net door iemand anders gekozen" in page
    assert "Ik wil over mijn huur praten." in page
    assert wanted not in moments(page)
    assert moments(page)


@pytest.mark.parametrize("moment", ["", "abc", "1.2", "9" * 70])
def test_a_form_without_a_moment_tells_so(coded: tuple[HelpRequest, Client], moment: str) -> None:
    request, client = coded

    page = client.post(to("choose", request.pk), {"token": "t", "soort": "phone", "moment": moment})

    assert page.status_code == 422


@pytest.fixture
def booked(coded: tuple[HelpRequest, Client], city: Neighbourhood) -> Appointment:
    request, _ = coded
    return booking.book(sent(request, request.resident), phone(city.fatima), "Over de huur")


def test_moving_and_cancelling_need_two_presses_and_no_reason(
    coded: tuple[HelpRequest, Client], booked: Appointment, city: Neighbourhood
) -> None:
    request, client = coded
    address = to("choose", request.pk)
    form = chosen(client, address, f"{TUESDAY_TEN + 1}.{city.fatima.pk}", verzet=str(booked.pk))

    client.post(address, form)
    booked.refresh_from_db()
    assert booked.starts_at.astimezone(MONDAY.tzinfo).strftime("%H:%M") == "10:30"

    client.post(to("cancel", request.pk, booked.pk))
    booked.refresh_from_db()
    assert booked.state == State.CANCELLED


def test_the_file_for_a_calendar_comes_down(coded: tuple[HelpRequest, Client], booked: Appointment) -> None:
    request, client = coded

    file = client.get(to("file", request.pk, booked.pk))

    assert file["Content-Type"].startswith("text/calendar")
    assert b"Afspraak Houvast" in file.content


def test_after_a_missed_one_the_page_is_kind_and_offers_three_new_moments(
    coded: tuple[HelpRequest, Client],
    booked: Appointment,
    city: Neighbourhood,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request, client = coded
    monkeypatch.setattr("houvast.web.clock.now", lambda: WEDNESDAY)
    desk = signed_in(city.fatima)

    desk.post(to("desk-act", request.pk, booked.pk, "gemist"))

    page = client.get("/volg/").content.decode()
    again = re.findall(r'<button[^>]*name="moment" value="([^"]+)"', page)
    assert "Zullen we een ander moment zoeken?" in page
    assert len(again) == 3
    client.post(to("choose", request.pk), {"token": "new", "soort": "phone", "moment": again[0]})
    assert request.appointments.filter(state=State.BOOKED).count() == 1


def test_ik_kom_langs_is_known_to_the_duo(coded: tuple[HelpRequest, Client], city: Neighbourhood) -> None:
    request, client = coded
    first = moments(client.get(to("walk-in", request.pk)).content.decode())[0]

    client.post(to("walk-in", request.pk), {"token": "t", "moment": first})

    desk = signed_in(city.dennis).get(reverse("casework:request", args=[request.pk]))
    assert "Komt langs bij Buurthuis" in desk.content.decode()


def test_the_duo_books_for_the_resident_and_sees_it_in_the_week(
    coded: tuple[HelpRequest, Client], city: Neighbourhood
) -> None:
    request, _ = coded
    desk = signed_in(city.dennis)
    address = to("desk-choose", request.pk)

    desk.post(address, chosen(desk, address, f"{TUESDAY_TEN}.{city.fatima.pk}"))

    week = desk.get(to("week")).content.decode()
    assert request.reference in week.replace("\xa0", " ")
    assert Appointment.objects.get().by == city.dennis


def test_hours_are_set_and_taken_out_for_oneself_and_the_other_of_the_two_only(
    coded: tuple[HelpRequest, Client], city: Neighbourhood
) -> None:
    desk = signed_in(city.dennis)
    form = {"wat": "elke-week", "wie": str(city.fatima.pk), "weekdag": "3", "van": "9.00", "tot": "10.30"}

    assert desk.post(to("hours"), form).status_code == 302
    assert desk.post(to("hours"), form).status_code == 422
    assert desk.post(to("hours"), {**form, "wie": str(city.ria.pk)}).status_code == 422
    assert desk.post(to("hours"), {**form, "van": "9.10"}).status_code == 422

    row = WeeklyHours.objects.get(professional=city.fatima, weekday=3)
    signed_in(city.ria).post(to("hours"), {"wat": "weg", "rij": f"week-{row.pk}"})
    assert WeeklyHours.objects.filter(pk=row.pk).exists()
    desk.post(to("hours"), {"wat": "weg", "rij": f"week-{row.pk}"})
    assert not WeeklyHours.objects.filter(pk=row.pk).exists()


def test_days_away_tell_of_the_appointments_in_them(
    coded: tuple[HelpRequest, Client], booked: Appointment, city: Neighbourhood
) -> None:
    form = {"wat": "afwezig", "wie": str(city.fatima.pk), "dag": "24-11-2026", "tot_en_met": "25-11-2026"}

    page = signed_in(city.fatima).post(to("hours"), form, follow=True).content.decode()

    assert "staan nog 1 afspraak" in page
    assert Away.objects.count() == 1
    booked.refresh_from_db()
    assert booked.state == State.BOOKED


def test_a_feed_is_shown_once_read_without_signing_in_and_taken_back(
    coded: tuple[HelpRequest, Client], booked: Appointment, city: Neighbourhood
) -> None:
    desk = signed_in(city.fatima)
    page = desk.post(to("desk-feed"), {"wat": "nieuw"}).content.decode()
    found = re.search(r"/agenda/[\w-]+\.ics", page)
    assert found

    assert b"Afspraak Houvast" in Client().get(found[0]).content
    assert Client().get("/agenda/iets-anders.ics").status_code == 404
    desk.post(to("desk-feed"), {"wat": "stop"})
    assert Client().get(found[0]).status_code == 404


ONE = ("one", "file", "cancel", "desk-act")


@pytest.mark.parametrize(
    "name", ["choose", "walk-in", "one", "file", "cancel", "wait", "desk-choose", "desk-act"]
)
def test_nobody_else_finds_any_of_it(
    coded: tuple[HelpRequest, Client], booked: Appointment, city: Neighbourhood, name: str
) -> None:
    request, _ = coded
    resident = Client()
    resident.post("/volg/", {"code": new_resident(at=MONDAY, language="nl")[1]})
    args = [request.pk, *([booked.pk] if name in ONE else []), *(["afzeggen"] if name == "desk-act" else [])]

    for other in (Client(), resident, signed_in(city.ria), signed_in(city.omar)):
        answers = [other.get(to(name, *args)), other.post(to(name, *args), {"soort": "phone"})]
        assert {answer.status_code for answer in answers} <= {302, 403, 404, 405}
        assert not any(b"huur" in answer.content for answer in answers)

    booked.refresh_from_db()
    assert (booked.state, request.waiting.count()) == (State.BOOKED, 0)


def test_the_copy_of_ones_data_holds_the_appointments(
    coded: tuple[HelpRequest, Client], booked: Appointment
) -> None:
    copy = coded[1].get("/volg/kopie/").json()

    (appointment,) = copy["casework"][0]["appointments"]
    assert (appointment["about"], appointment["with"]) == ("Over de huur", "Fatima")


def test_erasing_takes_the_appointments_along(
    coded: tuple[HelpRequest, Client], booked: Appointment, resident: Resident
) -> None:
    coded[1].post("/volg/agenda/", {"wat": "nieuw"})

    coded[1].post("/volg/wissen/", {"zeker": "ja"})

    assert not Appointment.objects.exists()
    assert not Feed.objects.exists()
