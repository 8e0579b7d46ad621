"""Many people do many things in any order: what must be true stays true.

Eight walks of twenty-five steps each; `HOUVAST_LONG_WALKS=200` takes that many, on a quiet machine.
"""

import contextlib
import datetime as dt
import functools
import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from houvast.casework import acts, alarms, handing, holders, workdays
from houvast.casework.acts import Form
from houvast.casework.agreeing import NotTriedEnough
from houvast.casework.alarming import answering
from houvast.casework.around import consulting, guests
from houvast.casework.clocks import Ball, NoPause
from houvast.casework.continuity import absences, carrying
from houvast.casework.continuity.absences import NotAnAbsence
from houvast.casework.deciding import decisions, threatening
from houvast.casework.invariants import broken
from houvast.casework.models import (
    Alarm,
    Assignment,
    Channel,
    Decision,
    DecisionKind,
    Event,
    HelpRequest,
    Part,
)
from houvast.casework.states import NotInTheTable
from houvast.casework.steps import Promise
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, new_city, new_token, opened
from houvast.casework.threats import THREATS
from houvast.ledger.api import Verified, verify
from houvast.people.api import (
    Actor,
    Organisation,
    Professional,
    Role,
    as_professional,
    as_resident,
    form_duo,
    new_professional,
    new_resident,
)

WALKS = int(os.environ.get("HOUVAST_LONG_WALKS", "4"))
REFUSED = (
    NotInTheTable,
    NotTriedEnough,
    NoPause,
    NotAnAbsence,
    handing.NotAccepted,
    handing.NobodyToTakeOver,
    acts.NotNow,
    acts.NotYours,
    acts.NotAPromise,
    acts.NoWords,
)
"""Every way to hear that something is not possible now. Anything else is a fault of ours."""
NAMES = ("resident", "fatima", "dennis", "sara", "yusuf", "ria", "omar", "mila", "joke", "pim")
who = st.sampled_from(NAMES)
inside = st.sampled_from(("fatima", "dennis", "sara", "ria", "omar", "joke"))
words = st.sampled_from(("", "Omdat het zo is.", "🙂", "مرحبا"))
channel = st.sampled_from(list(Channel))


def _with(*parts: Any) -> HelpRequest:
    """An act with what it needs after the form, which comes last."""
    act, *rest, sent = parts
    changed: HelpRequest = act(sent, *rest)
    return changed


class Neighbours(RuleBasedStateMachine):
    """One request, ten people and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.at = MONDAY
        self.done: list[str] = []

    def teardown(self) -> None:
        """Nothing of this walk stays."""
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize()
    def a_question_comes_in(self) -> None:
        """A city, and one question."""
        self.city: Neighbourhood = new_city()
        resident = new_resident(at=MONDAY, language="nl")[0]
        self.people: dict[str, Professional] = {
            name: getattr(self.city, name) for name in ("fatima", "dennis", "ria", "omar", "joke")
        }
        for name, team, role in (
            ("sara", self.city.fatima.team, Role.COUNSELLOR),
            ("yusuf", self.city.fatima.team, Role.COUNSELLOR),
            ("mila", None, Role.COUNSELLOR),
            ("pim", None, Role.POLICY_MAKER),
        ):
            self.people[name] = self._hired(name, team, role)
        self.noord_too = form_duo(self.people["sara"], self.people["yusuf"])
        self.resident = as_resident(resident)
        self.request = opened(resident)
        self.first_duo = self.request.duo

    def _hired(self, name: str, team: Any, role: str) -> Professional:
        organisation = (
            self.city.fatima.organisation if team else Organisation.objects.create(name=f"Huis van {name}")
        )
        return new_professional(
            email=f"{name}@example.org",
            display_name=name.title(),
            organisation=organisation,
            team=team,
            roles=[role],
        )

    def actor(self, name: str) -> Actor:
        """Who acts."""
        return self.resident if name == "resident" else as_professional(self.people[name])

    def try_to(self, name: str, act: Callable[[Form], HelpRequest]) -> None:
        """Do it, or hear that it is not possible; sent twice, it happens once."""
        sent = Form(request_id=self.request.pk, actor=self.actor(name), at=self.at, token=new_token())
        try:
            changed = act(sent)
        except REFUSED:
            assert not Event.objects.filter(token=sent.token).exists()
            return
        self.done.append(changed.phase)
        with contextlib.suppress(*REFUSED):
            act(sent)
        assert Event.objects.filter(token=sent.token).count() == 1

    @rule(days=st.integers(0, 9))
    def days_pass(self, days: int) -> None:
        """The clock runs and the alarms ring."""
        self.at += dt.timedelta(days=days, hours=1)
        alarms.ring(at=self.at)
        ringing = Alarm.objects.filter(ended_at__isnull=True)
        assert not ringing.filter(deliveries__isnull=True).exists(), "an alarm came to nobody"

    @rule(name=who)
    def accept(self, name: str) -> None:
        """Taken on."""
        self.try_to(name, acts.accept)

    @rule(name=who, ball=st.sampled_from(Ball), days=st.integers(0, 8))
    def step(self, name: str, ball: Ball, days: int) -> None:
        """A next step."""
        day = workdays.after(self.at.date(), days)
        promise = Promise(what="Bellen", ball=ball, ball_with="GGD", due_on=day, next_contact_on=day)
        self.try_to(name, lambda form: acts.add_step(form, promise))

    @rule(name=who, said=words)
    def message(self, name: str, said: str) -> None:
        """A message."""
        self.try_to(name, lambda form: acts.send_message(form, said))

    @rule(name=who, channel=channel)
    def talk_or_try(self, name: str, channel: Channel) -> None:
        """Spoken, or tried in vain."""
        self.try_to(name, lambda form: acts.log_attempt(form, channel=channel))
        self.try_to(name, lambda form: acts.log_talk(form, channel=Channel.PHONE))

    @rule(name=who)
    def solved(self, name: str) -> None:
        """Solved, and often not."""
        self.try_to(name, acts.propose_closing)
        self.try_to(name, acts.say_solved)

    @rule(name=who, said=words)
    def not_solved(self, name: str, said: str) -> None:
        """Open again."""
        self.try_to(name, lambda form: acts.say_not_solved(form, said))
        self.try_to(name, lambda form: acts.reopen(form, said))

    @rule(name=inside, other=inside, said=words)
    def sleep(self, name: str, other: str, said: str) -> None:
        """One asks, another agrees."""
        self.try_to(name, lambda form: acts.ask_to_sleep(form, said))
        self.try_to(other, lambda form: acts.agree_to_sleep(form, said))

    @rule(name=inside, taker=inside, said=words, duo=st.sampled_from(("noord", "oost", "too")))
    def offer(self, name: str, taker: str, said: str, duo: str) -> None:
        """Another duo is asked, and perhaps says yes."""
        to = self.noord_too if duo == "too" else getattr(self.city, duo)
        self.try_to(name, lambda form: handing.offer(form, to.pk, said))
        self.try_to(taker, handing.take)

    @rule(name=who, said=words)
    def hand_over(self, name: str, said: str) -> None:
        """Warm, refused, or against the wish."""
        self.try_to(name, handing.stay)
        self.try_to(name, lambda form: handing.hand_over(form, said, channel=Channel.VISIT))
        self.try_to(name, lambda form: handing.ask_anyway(form, said))
        self.try_to(name, lambda form: handing.hand_over_anyway(form, said))
        self.try_to(name, lambda form: handing.decline(form, said))

    @rule(name=inside, guest=st.sampled_from(("mila", "ria", "sara", "pim")), part=st.sampled_from(Part))
    def invite(self, name: str, guest: str, part: Part) -> None:
        """Somebody looks along, and perhaps directs."""
        until = self.at.date() + dt.timedelta(days=14)
        person = self.people[guest].pk
        self.try_to(
            name, lambda form: guests.invite(form, person, role="meekijken", parts=[part], until=until)
        )
        self.try_to(name, lambda form: guests.direct(form, person))
        self.try_to(guest, lambda form: guests.write(form, "Ik zag iets."))

    @rule(name=who)
    def send_a_guest_out(self, name: str) -> None:
        """Somebody looks along no more."""
        for guest in self.request.guests.filter(ended_at__isnull=True):
            self.try_to(name, functools.partial(_with, guests.uninvite, guest.pk))

    @rule(name=inside, asked=st.sampled_from(("mila", "ria", "omar", "joke")), said=words)
    def consult(self, name: str, asked: str, said: str) -> None:
        """A question to a colleague, and perhaps an answer."""
        self.try_to(name, lambda form: consulting.consult(form, self.people[asked].pk, said))
        self.try_to(asked, lambda form: consulting.advise(form, said))

    @rule(name=inside, other=inside, kind=st.sampled_from(DecisionKind), agrees=st.booleans())
    def decide(self, name: str, other: str, kind: DecisionKind, agrees: bool) -> None:
        """One asks to refuse or to have money back; another agrees or not."""
        self.try_to(name, lambda form: decisions.ask(form, kind, f"iets {len(self.done)}", "Omdat."))
        if agrees:
            self.try_to(other, lambda form: decisions.agree(form, kind, "Ook."))
        else:
            self.try_to(other, lambda form: decisions.disagree(form, "Niet."))

    @rule(name=who, key=st.sampled_from(sorted(THREATS)), days=st.integers(-3, 30))
    def threaten(self, name: str, key: str, days: int) -> None:
        """A letter with a day, or the end of it."""
        day = self.at.date() + dt.timedelta(days=days)
        self.try_to(name, lambda form: threatening.tell(form, key, day))
        if days % 2:
            self.try_to(name, lambda form: threatening.avert(form, key, "Opgelost met de verhuurder."))

    @rule(
        name=st.sampled_from(("fatima", "dennis", "joke")), stand_in=st.sampled_from(("sara", "yusuf", "ria"))
    )
    def away(self, name: str, stand_in: str) -> None:
        """Somebody is away for a week."""
        with contextlib.suppress(*REFUSED):
            absences.tell(
                self.actor(name),
                away=self.city.dennis.pk,
                stand_in=self.people[stand_in].pk,
                since=self.at.date(),
                until=self.at.date() + dt.timedelta(days=7),
                at=self.at,
            )

    @rule(name=inside, said=words)
    def reassign(self, name: str, said: str) -> None:
        """The team lead chooses another duo."""
        self.try_to(name, lambda form: carrying.reassign(form, self.noord_too.pk, said))

    @rule(name=who, said=words, signals=st.booleans())
    def answer_an_alarm(self, name: str, said: str, signals: bool) -> None:
        """An explanation or a signal."""
        answer = answering.signal if signals else answering.explain
        for alarm in Alarm.objects.filter(request=self.request, ended_at__isnull=True)[:2]:
            self.try_to(name, functools.partial(_with, answer, alarm.pk, said))

    @invariant()
    def nothing_is_broken(self) -> None:
        """What `houvast check-invariants` looks up, after every step."""
        if not hasattr(self, "request"):
            return
        self.request.refresh_from_db()
        assert list(broken(at=self.at)) == []

    @invariant()
    def somebody_holds_it_and_who_is_known(self) -> None:
        """The duo is the one of the newest assignment and sees it whole; who stands beside it does not."""
        if not hasattr(self, "request"):
            return
        newest = Assignment.objects.filter(request=self.request).order_by("-at", "-pk").first()
        assert newest is not None
        assert newest.duo == self.request.duo
        assert newest.because
        on = self.at.date()
        assert self.request.duo is not None
        for member in self.request.duo.members:
            assert holders.may_look(as_professional(member), self.request, on=on)
        assert not holders.may_look(as_professional(self.people["pim"]), self.request, on=on)
        assert not holders.may_look(as_professional(self.people["mila"]), self.request, on=on)

    @invariant()
    def what_goes_against_somebody_is_of_two(self) -> None:
        """Closed by the resident alone; decided, handed over against the wish and put to sleep by two."""
        if not hasattr(self, "request"):
            return
        events = Event.objects.filter(request=self.request)
        assert not events.filter(change="solved", by_resident=False).exists()
        for decision in Decision.objects.filter(request=self.request, agreed=True):
            assert decision.second_id not in {None, decision.first_id}
            assert decision.object_until is not None
        for late, early in (("sleep", "ask-sleep"), ("warm-anyway", "ask-warm")):
            for event in events.filter(change=late):
                asked = events.filter(change=early, pk__lt=event.pk).exclude(by=event.by)
                assert asked.exists(), f"{late} by one alone"


@pytest.mark.django_db
def test_whatever_ten_people_do_what_must_be_true_stays_true() -> None:
    run_state_machine_as_test(
        Neighbours,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=25,
            deadline=None,
            derandomize=WALKS == 8,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert isinstance(verify(), Verified)
