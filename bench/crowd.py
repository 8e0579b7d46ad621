"""A city where very many people asked something: what a worklist and a request page meet after some years.

Takes   a database with the demo in it, how many requests, and how many of them one duo holds.
Gives   that many more open requests, each with what an opened request has: a sealed story, lines, a step, a
        clock, an event; the duos of the demo hold as many as every other one, and their residents have names.
Knows   nothing of how fast anything is: `bench/load.py` does.

    HOUVAST_DATA_DIR=... python -m bench.crowd [--requests 100000] [--each 200]

Rows are written in bulk, past `opening.py`: a hundred thousand forms would take an hour. The constraints of
the database hold for them as for any other.
"""

import argparse
import datetime as dt
import itertools
import os
import random
import sys
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import django
from django.db import connection, models, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
BATCH = 2_000


def main(words: Sequence[str]) -> int:
    """Fill the database; gives the exit status."""
    reader = argparse.ArgumentParser(prog="python -m bench.crowd")
    reader.add_argument("--requests", type=int, default=100_000, help="how many (default: 100000)")
    reader.add_argument("--each", type=int, default=200, help="of which one duo holds (default: 200)")
    asked = reader.parse_args(words)
    django.setup()
    from houvast.people.api import active_duos
    from houvast.web import clock

    known = [duo.pk for duo in active_duos().order_by("pk")]
    duos = known + list(_duos(max(0, -(-asked.requests // asked.each) - len(known))))
    held = list(itertools.islice(itertools.cycle(duos), asked.requests))
    chance, at = random.Random(5), clock.now()  # noqa: S311 - made-up people are no secret
    for start in range(0, len(held), BATCH):
        _open(held[start : start + BATCH], first=start, at=at, chance=chance, named=frozenset(known))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{asked.requests} requests, over {len(duos)} duos")
    return 0


def _duos(count: int) -> Iterator[UUID]:
    """So many duos more, ten to a team."""
    from houvast.people.api import Organisation, Role, Team, form_duo, new_professional

    organisation, _ = Organisation.objects.get_or_create(name="Bureau Drukte")
    for number in range(count):
        code = f"X{number // 10:02d}"
        team, _ = Team.objects.get_or_create(
            organisation=organisation, name=f"Team {code}", neighbourhood_code=code
        )
        with transaction.atomic():
            two = [
                new_professional(
                    email=f"druk-{uuid4().hex}@example.org",
                    display_name=f"Hulp {number}{side}",
                    organisation=organisation,
                    team=team,
                    roles=[Role.COUNSELLOR],
                )
                for side in "ab"
            ]
            yield form_duo(*two).pk


@transaction.atomic
def _open(
    duos: Sequence[UUID], *, first: int, at: dt.datetime, chance: random.Random, named: frozenset[UUID]
) -> None:
    """One batch of requests, one for each of these duos."""
    from houvast.casework.models import Assignment, Event, HelpRequest, QuestionLine, RunningClock, Step
    from houvast.people.api import SYSTEM, Resident
    from houvast.vault import api as vault
    from houvast.vault.models import ResidentKey

    people = [Resident(created_at=at, language="nl") for _ in duos]
    keys, lockers = zip(*(_key(person.pk) for person in people), strict=True)
    made = [
        _request(person.pk, locker, duo, number, at=at, chance=chance)
        for number, (person, locker, duo) in enumerate(zip(people, lockers, duos, strict=True), start=first)
    ]
    requests, steps, lines, clocks, events, given = (list(each) for each in zip(*made, strict=True))
    batch: list[tuple[type[models.Model], Any]] = [
        (Resident, people),
        (ResidentKey, keys),
        (HelpRequest, requests),
        (Step, steps),
        (QuestionLine, lines),
        (RunningClock, clocks),
        (Event, events),
        (Assignment, given),
    ]
    for model, rows in batch:
        model._default_manager.bulk_create(rows, batch_size=500)
    for person, duo in zip(people, duos, strict=True):
        if duo in named:
            name = f"Bewoner {person.pk.hex[:4]}"
            vault.remember(person, fact="naam", value=name, unit="", source="resident", at=at, by=SYSTEM)


def _key(resident: UUID) -> tuple[Any, Any]:  # their types are known only after `django.setup`
    """A key of their own, wrapped as the vault wraps it, and opened."""
    from django.conf import settings

    from houvast.vault import cipher
    from houvast.vault.locker import Locker
    from houvast.vault.models import ResidentKey

    key, secret = cipher.new_key(), settings.CONFIG.vault_key
    row = ResidentKey(resident_id=resident, wrapped_by=cipher.name_of(secret))
    row.wrapped = cipher.seal(
        key, key=cipher.master_key(secret), key_id=row.key_id, place=f"key of {resident}"
    )
    return row, Locker(resident, row.key_id, key)


def _request(
    resident: UUID, locker: Any, duo: UUID, number: int, *, at: dt.datetime, chance: random.Random
) -> tuple[Any, ...]:
    """One open request: usual, threatened or urgent; with us, with another or with the resident."""
    from houvast.casework.clocks import Ball, Urgency
    from houvast.casework.models import HelpRequest, Step
    from houvast.casework.states import Phase

    request_id, due = uuid4(), at.date() + dt.timedelta(days=chance.randint(-3, 20))
    contact = at.date() + dt.timedelta(days=chance.randint(0, 10))
    began = at - dt.timedelta(days=chance.randint(0, 40))
    ball = chance.choice([Ball.US, Ball.US, Ball.OTHER, Ball.RESIDENT]).value
    common: dict[str, Any] = {"ball": ball, "ball_with": "Een instantie" if ball == Ball.OTHER.value else ""}
    common |= {"due_on": due, "next_contact_on": contact}
    step = Step(
        id=uuid4(), request_id=request_id, number=1, what="Wij bellen met u", began_at=began, **common
    )
    request = HelpRequest(
        id=request_id,
        reference=f"x{number:07d}",
        token=f"crowd {request_id}",
        resident_id=resident,
        duo_id=duo,
        assigned_because="Omdat dit een meting is.",
        phase=chance.choice([Phase.RECEIVED, Phase.WORKING, Phase.WORKING]).value,
        urgency=chance.choices([Urgency.USUAL, Urgency.THREAT, Urgency.EMERGENCY], [90, 8, 2])[0].value,
        source="web",
        subject=f"Een vraag over geld, nummer {number}",
        story=locker.seal(
            "Ik kom niet rond en weet niet waar ik moet beginnen.", place=f"story {request_id}"
        ),
        opened_at=began,
        step=step,
        waits_since=began,
        **common,
    )
    return request, step, *_beside(request, locker)


def _beside(request: Any, locker: Any) -> tuple[Any, ...]:
    """What every open request has around it: its line, its clock, how it began and whose it is."""
    from houvast.casework.models import Assignment, Event, QuestionLine, RunningClock
    from houvast.casework.states import Phase

    line = QuestionLine(
        request_id=request.pk, order=0, text=locker.seal("U komt niet rond.", place=f"line {request.pk} 0")
    )
    clock = RunningClock(
        request_id=request.pk,
        key="first-talk",
        started_on=request.opened_at.date(),
        due_on=request.opened_at.date() + dt.timedelta(28),
    )
    event = Event(
        request_id=request.pk,
        change="open",
        at=request.opened_at,
        by_resident=True,
        token=f"crowd {request.pk}",
        phase=Phase.RECEIVED.value,
        step=request.step,
    )
    given = Assignment(
        request_id=request.pk, duo_id=request.duo_id, at=request.opened_at, because="Omdat dit een meting is."
    )
    return line, clock, event, given


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
