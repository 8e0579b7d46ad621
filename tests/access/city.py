"""One resident's question, and everybody who might want to see it.

Takes   an empty database and a moment.
Gives   a browser per role: from a stranger to the administrator; and the ids that stand in the addresses.
Knows   nothing of what anybody may see.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from houvast.casework.around import guests
from houvast.casework.models import Absence, HelpRequest
from houvast.casework.post import api as post
from houvast.casework.post.models import Message
from houvast.casework.tests.conftest import form, new_city, opened
from houvast.people import mandates
from houvast.people.api import (
    Organisation,
    Professional,
    Resident,
    Role,
    Team,
    as_resident,
    new_professional,
    new_resident,
)
from houvast.vault import api as vault

SECRETS = ("Samira Geheim", "samira@geheim.example", "kale boom", "Geheimlaan")
"""Her name, her address and her words: whoever may not see her question finds none of these."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class City:
    """Browsers by role, and what stands in an address."""

    roles: dict[str, Client]
    question: HelpRequest
    letter: Message
    mandate: UUID

    def args(self) -> dict[str, Any]:
        """For every name in an address that is hers; other names get a thing that does not exist."""
        return {"request_id": self.question.pk, "message_id": self.letter.pk, "mandate_id": self.mandate}


def built(*, at: dt.datetime) -> City:
    """The city."""
    people = new_city()
    samira, code = new_resident(at=at, language="nl")
    other, other_code = new_resident(at=at, language="nl")
    _tells(samira, at=at)
    question = opened(samira, story="Er staat een kale boom.", subject="De kale boom", at=at)
    opened(other, neighbourhood="MA", at=at)
    elsewhere = Organisation.objects.create(name="Voedselbank")
    team = Team.objects.create(organisation=elsewhere, name="Uitgifte")

    def person(name: str, of: Team, *roles: str) -> Professional:
        return new_professional(
            email=f"{name}@example.org",
            display_name=name,
            organisation=of.organisation,
            team=of,
            roles=roles or (Role.COUNSELLOR,),
        )

    guest, stand_in = person("Gast", team), person("Sara", people.noord.team)
    guests.invite(
        form(question, people.fatima, at=at),
        guest.pk,
        role="voedselbank",
        parts=["steps"],
        until=at.date() + dt.timedelta(days=30),
    )
    Absence.objects.create(
        professional=people.dennis,
        stand_in=stand_in,
        since=at.date(),
        until=at.date(),
        told_by=people.dennis,
        told_at=at,
    )
    mandate, helper_code = _helper(samira, at=at)
    staff = {
        "guest": guest,
        "duo": people.fatima,
        "stand-in": stand_in,
        "other duo": people.ria,
        "team lead": people.joke,
        "other team lead": person("Leo", people.oost.team, Role.TEAM_LEAD),
        "policy maker": person("Pol", people.oost.team, Role.POLICY_MAKER),
        "administrator": person("Ada", people.oost.team, Role.ADMINISTRATOR),
    }
    roles = {
        "stranger": Client(),
        "resident": _by_code(code),
        "other resident": _by_code(other_code),
        "helper": _acting(helper_code, mandate),
        **{name: _signed_in(each) for name, each in staff.items()},
    }
    return City(roles, question, _letter(samira, at=at), mandate)


def _tells(samira: Resident, *, at: dt.datetime) -> None:
    me = as_resident(samira)
    vault.remember(samira, fact=vault.NAME, value=SECRETS[0], unit="", source="resident", at=at, by=me)
    wanted = {post.Channel.LETTER: "Geheimlaan 1\n1234 AB Amsterdam", post.Channel.MAIL: SECRETS[1]}
    post.wish(samira, wanted, at=at, by=me)


def _letter(samira: Resident, *, at: dt.datetime) -> Message:
    post.queue(samira, "news", key="letter", at=at, only=frozenset({post.Channel.LETTER}))
    post.deliver(at=at)
    return Message.objects.get(resident=samira, key="letter")


def _helper(samira: Resident, *, at: dt.datetime) -> tuple[UUID, str]:
    terms = mandates.Terms(kind="helper", parts=frozenset({"look", "answer"}), begins_on=at.date())
    mandate, code = mandates.give(samira, terms, at=at)
    return mandate.pk, code


def _by_code(code: str) -> Client:
    client = Client()
    client.post("/volg/", {"code": code})
    return client


def _acting(code: str, mandate: UUID) -> Client:
    client = _by_code(code)
    client.post(reverse("casework:behalf:act", args=[mandate, "ja"]))
    return client


def _signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend=BACKEND)
    return client


Build = Callable[..., City]
