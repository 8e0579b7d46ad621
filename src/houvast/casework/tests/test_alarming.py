"""An alarm comes to somebody who can act, climbs, and ends in an action, an explanation or a signal."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from houvast.casework import acts, alarm_rules, alarms
from houvast.casework.acts import NotYours
from houvast.casework.alarm_rules import NotARule
from houvast.casework.alarming import answering, figures
from houvast.casework.around import guests
from houvast.casework.deciding import decisions, threatening
from houvast.casework.models import (
    Absence,
    Alarm,
    DecisionKind,
    HelpRequest,
    Outcome,
    RuleSignal,
    RunningClock,
    SignalKind,
)
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.people.api import (
    Professional,
    Role,
    as_professional,
    as_resident,
    new_professional,
    new_resident,
)
from houvast.vault import api as vault

LATE = dt.datetime(2026, 12, 8, 9, 0, tzinfo=MONDAY.tzinfo)
"""Long after anybody should have called."""


@pytest.fixture
def policy(city: Neighbourhood) -> Professional:
    """Who owns the rule."""
    return new_professional(
        email="pim@example.org",
        display_name="Pim",
        organisation=city.fatima.organisation,
        roles=[Role.POLICY_MAKER],
    )


@pytest.fixture
def ringing(city: Neighbourhood, question: HelpRequest) -> Alarm:
    """Nobody called: the alarm about the silence."""
    alarms.ring(at=LATE)
    return Alarm.objects.get(request=question, rule="silence")


def heard(alarm: Alarm) -> dict[int, set[str]]:
    """Who heard it, per level."""
    found: dict[int, set[str]] = {}
    for delivery in alarm.deliveries.select_related("to"):
        found.setdefault(delivery.level, set()).add(delivery.to.display_name)
    return found


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def after(days: int) -> dt.datetime:
    return LATE + dt.timedelta(days=days)


def test_it_climbs_from_the_duo_to_the_director_the_lead_and_the_owner_of_the_rule(
    city: Neighbourhood, question: HelpRequest, policy: Professional
) -> None:
    until = LATE.date() + dt.timedelta(days=60)
    guests.invite(form(question, city.fatima), city.ria.pk, role="regie", parts=["steps"], until=until)
    guests.direct(form(question, city.fatima), city.ria.pk)

    for days in range(15):
        alarms.ring(at=after(days))

    alarm = Alarm.objects.get(request=question, rule="silence")
    assert heard(alarm) == {0: {"Fatima", "Dennis"}, 1: {"Ria"}, 2: {"Joke"}, 3: {"Pim"}}


def test_without_a_director_the_team_lead_hears_it(ringing: Alarm) -> None:
    alarms.ring(at=after(2))

    assert heard(ringing)[1] == {"Joke"}


def test_who_is_away_hears_nothing_and_the_stand_in_does(city: Neighbourhood, question: HelpRequest) -> None:
    Absence.objects.create(
        professional=city.dennis,
        stand_in=city.omar,
        since=MONDAY.date(),
        until=dt.date(2026, 12, 31),
        told_by=city.joke,
        told_at=MONDAY,
    )

    alarms.ring(at=LATE)

    assert heard(Alarm.objects.get(request=question, rule="silence"))[0] == {"Fatima", "Omar"}


def test_ringing_twice_brings_it_once(ringing: Alarm) -> None:
    before = ringing.deliveries.count()

    alarms.ring(at=LATE)

    assert ringing.deliveries.count() == before


def test_an_explanation_reaches_the_resident_and_ends_it_for_that_day(
    city: Neighbourhood, question: HelpRequest, ringing: Alarm
) -> None:
    answering.explain(form(question, city.joke, at=LATE), ringing.pk, "Wij waren onderbezet.")
    alarms.ring(at=LATE)

    ringing.refresh_from_db()
    question.refresh_from_db()
    assert (ringing.outcome, ringing.answered_by) == (Outcome.EXPLANATION, city.joke)
    assert question.contacts.get().by == city.joke
    assert question.next_contact_on is not None
    assert question.next_contact_on > LATE.date()
    assert not Alarm.objects.filter(request=question, rule="silence", ended_at=None).exists()


def test_after_an_explanation_a_new_silence_rings_again(
    city: Neighbourhood, question: HelpRequest, ringing: Alarm
) -> None:
    answering.explain(form(question, city.fatima, at=LATE), ringing.pk, "Wij waren onderbezet.")

    alarms.ring(at=after(10))

    assert Alarm.objects.filter(request=question, rule="silence", ended_at=None).exists()


def test_a_signal_says_something_of_the_rule_and_nothing_of_a_person(
    city: Neighbourhood, question: HelpRequest, ringing: Alarm
) -> None:
    answering.signal(form(question, city.fatima, at=LATE), ringing.pk, "De termijn past niet bij vakanties.")

    told = RuleSignal.objects.get()
    assert (told.rule, told.kind, told.words) == (
        "silence",
        SignalKind.TOLD,
        "De termijn past niet bij vakanties.",
    )
    assert not {field.name for field in RuleSignal._meta.fields} & {"request", "resident", "alarm"}


def test_something_done_ends_it_as_an_action(
    city: Neighbourhood, question: HelpRequest, ringing: Alarm
) -> None:
    acts.send_message(form(question, city.dennis, at=LATE), "Sorry, ik bel u vandaag.")

    ringing.refresh_from_db()
    assert (ringing.outcome, ringing.ended_by, ringing.answered_by) == (
        Outcome.ACTION,
        "message",
        city.dennis,
    )


def test_who_heard_nothing_answers_nothing(
    city: Neighbourhood, question: HelpRequest, ringing: Alarm
) -> None:
    with pytest.raises(NotYours):
        answering.explain(form(question, city.ria, at=LATE), ringing.pk, "Niet van mij.")


def test_the_page_of_a_policy_owner_has_no_way_to_the_person(
    city: Neighbourhood,
    question: HelpRequest,
    policy: Professional,
    ringing: Alarm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: after(14))
    alarms.ring(at=after(14))

    client = signed_in(policy)
    page = client.get(reverse("casework:alarms")).content.decode()

    assert question.reference in page
    assert str(question.pk) not in page
    assert question.subject not in page
    assert client.get(reverse("casework:request", args=[question.pk])).status_code in {403, 404}


def test_the_page_answers_an_alarm_and_keeps_what_was_typed_too_long(
    city: Neighbourhood, question: HelpRequest, ringing: Alarm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: LATE)
    client = signed_in(city.fatima)
    address = reverse("casework:alarm-answer", args=[ringing.pk, "signal"])
    said = {"signal-token": "een", "signal-version": "1", "signal-alarm": str(ringing.pk)}

    refused = client.post(address, {**said, "signal-words": "lang " * 100})
    done = client.post(address, {**said, "signal-words": "De regel knelt."})
    again = client.post(address, {**said, "signal-words": "De regel knelt."})

    assert (refused.status_code, done.status_code, again.status_code) == (422, 302, 404)
    assert "lang lang" in refused.content.decode()
    assert RuleSignal.objects.count() == 1
    assert signed_in(city.ria).post(address, said).status_code == 404


def test_a_threat_that_comes_near_rings_before_its_day(city: Neighbourhood, question: HelpRequest) -> None:
    acts.accept(form(question, city.fatima))
    threatening.tell(form(question, city.fatima), "eviction", dt.date(2026, 12, 21))

    alarms.ring(at=MONDAY)
    early = Alarm.objects.filter(rule="danger").count()
    alarms.ring(at=MONDAY + dt.timedelta(days=14))

    assert (early, Alarm.objects.get(rule="danger").promised_on) == (0, dt.date(2026, 12, 21))


def test_the_term_for_an_objection_rings_before_it_ends_and_stops_by_itself(
    city: Neighbourhood, question: HelpRequest
) -> None:
    acts.accept(form(question, city.fatima))
    decisions.ask(form(question, city.fatima), DecisionKind.REFUSAL, "iets", "Zomaar.")
    decisions.agree(form(question, city.dennis), DecisionKind.REFUSAL, "Inderdaad.")

    alarms.ring(at=MONDAY + dt.timedelta(days=35))
    near = Alarm.objects.get(rule="objection")
    alarms.ring(at=MONDAY + dt.timedelta(days=50))
    near.refresh_from_db()

    assert near.outcome == Outcome.MOOT
    assert RunningClock.objects.get(key="objection").stopped_at is not None
    assert not Alarm.objects.filter(rule="objection", ended_at=None).exists()


@pytest.mark.parametrize(
    "words",
    [
        "Samira wacht te lang.",
        "Dit is al SAMIRA's derde alarm.",
        "Bel 06-12345678.",
        "Mail a@b.nl.",
        "Op 1011 AB.",
    ],
)
def test_a_signal_that_names_somebody_is_refused_and_nothing_typed_is_lost(
    city: Neighbourhood,
    question: HelpRequest,
    ringing: Alarm,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    vault.remember(
        question.resident,
        fact=vault.NAME,
        value="Samira Yilmaz",
        unit="",
        source="resident",
        at=MONDAY,
        by=as_resident(question.resident),
    )
    monkeypatch.setattr("houvast.web.clock.now", lambda: LATE)
    address = reverse("casework:alarm-answer", args=[ringing.pk, "signal"])
    said = {"signal-token": "een", "signal-version": "1", "signal-alarm": str(ringing.pk)}

    refused = signed_in(city.fatima).post(address, {**said, "signal-words": words})

    assert refused.status_code == 422
    assert "Noem geen persoon" in refused.content.decode()
    assert escape(words) in refused.content.decode()
    assert not RuleSignal.objects.exists()


def test_an_alarm_that_many_ignore_is_a_signal_once(city: Neighbourhood) -> None:
    for _ in range(10):
        opened(new_resident(at=MONDAY, language="nl")[0])

    alarms.ring(at=LATE)
    for days in (6, 7):
        alarms.ring(at=after(days))

    told = RuleSignal.objects.filter(kind=SignalKind.IGNORED, rule="silence")
    assert [one.alarms for one in told] == [10]


def test_a_policy_owner_sees_no_count_below_ten_and_no_person(
    city: Neighbourhood, policy: Professional, ringing: Alarm
) -> None:
    owner, lead = as_professional(policy), as_professional(city.joke)

    def rang(rows: list[figures.RuleLoad]) -> dict[str, int | None]:
        return {row.says: row.rang for row in rows}

    says = alarms.RULES["silence"].says
    assert rang(figures.per_rule(owner, at=LATE))[says] is None
    assert rang(figures.per_rule(lead, at=LATE))[says] == 1
    assert figures.per_person(owner, at=LATE) == []
    assert [(row.name, row.got > 0) for row in figures.per_person(lead, at=LATE)] == [
        ("Dennis", True),
        ("Fatima", True),
        ("Joke", False),
    ]


@pytest.mark.parametrize("role", ["joke", "policy", "fatima"])
def test_the_page_of_the_load_is_for_who_answers_for_it(
    city: Neighbourhood, policy: Professional, ringing: Alarm, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: LATE)
    who = policy if role == "policy" else getattr(city, role)

    response = signed_in(who).get(reverse("casework:alarm-load"))

    assert response.status_code == (403 if role == "fatima" else 200)
    assert ("Dennis" in response.content.decode()) == (role == "joke")
    assert ("/beleid/zonder-antwoord/" in response.content.decode()) == (role == "policy")


RULE = "rules: [{rule: a, says: b, about: next-contact, ask: c, climbs: {duo: 0}}]"
NAMES = "levels: {duo: a, director: b, team-lead: c, policy-owner: d}"


@pytest.mark.parametrize(
    "wrong",
    [
        RULE,
        f"{NAMES}\n{RULE.replace('says: b, ', '')}",
        f"{NAMES}\n{RULE.replace('duo: 0', 'duo: 1')}",
        f"{NAMES}\n{RULE.replace('duo: 0', 'duo: 0, director: 4, team-lead: 2')}",
        f"{NAMES}\n{RULE.replace('duo: 0', 'duo: 0, minister: 4')}",
        f"{NAMES}\n{RULE[:-1]}, {RULE[8:]}",
        "[]",
    ],
)
def test_a_rule_that_is_not_whole_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(NotARule):
        alarm_rules.read(wrong)


def test_a_whole_rule_is_read() -> None:
    assert alarm_rules.read(f"{NAMES}\n{RULE}").rules["a"].climbs == {0: 0}
