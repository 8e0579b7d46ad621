"""A fictional city to look around in. Everybody in it is made up, and every page of it says so.

Takes   `demo_people.yaml` and the moment of loading.
Gives   an organisation, teams, duos, professionals, and residents whose questions stand at different
        points.
Knows   nothing that a page could not do: everything goes through the doors that people use. Never in
        production.
"""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from houvast.casework.api import (
    Ball,
    Form,
    HelpRequest,
    Promise,
    Urgency,
    accept,
    add_step,
    log_talk,
    propose_closing,
    say_solved,
    send_message,
    set_weekly_hours,
    write_places,
)
from houvast.conversation.api import Caller, Kept, Story, keep
from houvast.language.api import dangers
from houvast.law.api import read_situation
from houvast.people.api import (
    Actor,
    Organisation,
    Professional,
    Team,
    as_professional,
    as_resident,
    form_duo,
    new_professional,
)
from houvast.rights.api import corpus, screen_key
from houvast.web.demo_casework import load_absences, load_around
from houvast.web.demo_money import load_money

PEOPLE = Path(__file__).parent / "demo_people.yaml"
MAIL = "voorbeeld.example"
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
STATES = ("received", "accepted", "step", "message", "talked", "checking", "solved")


@dataclasses.dataclass(frozen=True)
class DemoResident:
    """Somebody made up: what they say, what is so, and how far their question is."""

    id: str
    name: str
    words: str
    situation: dict[str, Any]
    receiving: tuple[str, ...]
    phone: str = ""
    neighbourhood: str = ""
    language: str = "nl"
    days: int = 0
    state: str = "received"
    step: str = ""
    other: str = ""
    message: str = ""


def load(*, at: dt.datetime) -> dict[str, Kept]:
    """Fill an empty database with the fictional city; the codes by resident. Loaded before: nothing
    happens.
    """
    data = _data()
    if Organisation.objects.filter(name=data["organisations"][0]["name"]).exists():
        return {}
    with transaction.atomic():
        staff = load_staff()
        load_money(staff, at=at)
        load_absences(staff, data["absences"], at=at)
        kept = {person.id: _ask(person, at=at) for person in residents()}
        load_around(staff, _requests(kept), data["around"], at=at)
        return kept


def residents() -> tuple[DemoResident, ...]:
    """Everybody who asks something, the longest ago first."""
    people = (
        DemoResident(
            situation={"household": each.pop("household"), "persons": each.pop("persons")},
            receiving=tuple(each.pop("receiving")),
            **each,
        )
        for each in (dict(entry) for entry in _data()["residents"])
    )
    return tuple(sorted(people, key=lambda person: -person.days))


def story_of(person: DemoResident) -> Story:
    """What this person tells."""
    situation = read_situation(person.situation, corpus())
    told = [screen_key(situation, name, None) for name in situation.household]
    told += [screen_key(situation, name, each.id) for each in situation.persons for name in each.facts]
    feared = tuple(danger.kind.value for danger in dangers(person.words))
    return Story(
        words=person.words,
        dangers=feared,
        confirmed=feared,
        people_told=True,
        situation=situation,
        answered=tuple(dict.fromkeys(told)),
        receiving=person.receiving,
    )


def load_staff() -> dict[str, Professional]:
    """The organisations, their teams, professionals and duos; the professionals by their short name."""
    data = _data()
    organisations = [Organisation.objects.create(name=each["name"]) for each in data["organisations"]]
    teams = {
        entry["code"]: Team.objects.create(
            organisation=organisation,
            name=entry["name"],
            neighbourhood_code=entry["code"],
            neighbourhood_name=entry["neighbourhood"],
        )
        for organisation, each in zip(organisations, data["organisations"], strict=True)
        for entry in each["teams"]
    }
    staff = {
        entry["id"]: new_professional(
            email=f"{entry['id']}@{MAIL}",
            display_name=entry["name"],
            organisation=organisations[entry.get("organisation", 0)],
            team=teams.get(entry.get("team", "")),
            phone=entry["phone"],
            roles=entry["roles"],
            languages=entry["languages"],
        )
        for entry in data["professionals"]
    }
    for first, second in data["duos"]:
        form_duo(staff[first], staff[second])
    write_places(data["places"])
    for hours in data["hours"]:
        starts, ends = (dt.datetime.strptime(hours[end], "%H.%M").time() for end in ("from", "until"))  # noqa: DTZ007 - a time on the clock, without a day
        set_weekly_hours(
            staff[hours["who"]], DAYS.index(hours["day"]), starts, ends, place_key=hours.get("place", "")
        )
    return staff


def _requests(kept: dict[str, Kept]) -> dict[str, HelpRequest]:
    """The questions as they stand now, by the short name of who asked."""
    rows = HelpRequest.objects.select_related("resident", "duo__first", "duo__second")
    found = {each.reference: each for each in rows}
    return {name: found[one.reference] for name, one in kept.items()}


def _ask(person: DemoResident, *, at: dt.datetime) -> Kept:
    """Somebody asks, some days ago, and what happened since happens."""
    asked_at = _moment(at, days_ago=person.days, hour=9)
    caller = Caller(person.name, person.phone, person.neighbourhood)
    kept = keep(story_of(person), caller, language=person.language, at=asked_at).kept
    assert kept is not None, "keep() keeps"
    request = HelpRequest.objects.select_related("resident", "duo__first").get(reference=kept.reference)
    assert request.duo is not None, "an open request has a duo"
    course = _Course(request, as_professional(request.duo.first), as_resident(request.resident))
    for name in STATES[1 : STATES.index(person.state) + 1]:
        course.go(name, person, at=at)
    return kept


@dataclasses.dataclass
class _Course:
    """What a duo and a resident did with one question, each deed at a later moment than the one before."""

    request: HelpRequest
    duo: Actor
    resident: Actor
    deeds: int = 0

    def go(self, name: str, person: DemoResident, *, at: dt.datetime) -> None:
        """Do what brings a question to this point; what the person's story lacks is left out."""
        ago = max(person.days - 1, 0) if name == "accepted" else min(person.days, 1)
        moment = _moment(at, days_ago=ago, hour=9 + self.deeds)
        moment = max(moment, self.request.opened_at + dt.timedelta(minutes=5 * (self.deeds + 1)))
        doing: dict[str, Callable[[], object]] = {
            "accepted": lambda: accept(self._form(self.duo, moment)),
            "step": lambda: add_step(
                self._form(self.duo, moment), _promise(person, self.request.urgency, on=at.date())
            ),
            "message": lambda: send_message(self._form(self.duo, moment), person.message),
            "talked": lambda: log_talk(self._form(self.duo, moment), "Eerste gesprek gevoerd."),
            "checking": lambda: propose_closing(self._form(self.duo, moment)),
            "solved": lambda: say_solved(self._form(self.resident, moment)),
        }
        if (name == "step" and not person.step) or (name == "message" and not person.message):
            return
        doing[name]()
        self.deeds += 1

    def _form(self, actor: Actor, at: dt.datetime) -> Form:
        token = f"demo-{self.request.reference}-{self.deeds}"
        return Form(request_id=self.request.pk, actor=actor, at=at, token=token)


def _promise(person: DemoResident, urgency: str, *, on: dt.date) -> Promise:
    """A step that is due in the coming days, seen from the day of loading; in an emergency on that day."""
    ball = Ball.OTHER if person.other else Ball.US
    day = _working_day(on + dt.timedelta(days=urgency != Urgency.EMERGENCY.value))
    return Promise(what=person.step, ball=ball, ball_with=person.other, due_on=day, next_contact_on=day)


def _moment(at: dt.datetime, *, days_ago: int, hour: int) -> dt.datetime:
    """An hour of a working day, at most `days_ago` days ago and never later than now."""
    day = at - dt.timedelta(days=days_ago)
    while day.weekday() >= 5:
        day -= dt.timedelta(days=1)
    return min(day.replace(hour=min(hour, 17), minute=0, second=0, microsecond=0), at)


def _working_day(day: dt.date) -> dt.date:
    while day.weekday() >= 5:
        day += dt.timedelta(days=1)
    return day


@functools.cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
    return loaded
