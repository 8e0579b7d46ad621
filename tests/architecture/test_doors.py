"""One enters a room by its door: `api.py` for code, its own templates or those of `ui` for pages."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from houvast.people.api import Resident
from tests.architecture.conftest import Build
from tests.architecture.fences import borrowed_templates, rooms_that_cannot_forget, side_entrances
from tools.house import House


def test_other_rooms_are_entered_by_their_api() -> None:
    assert side_entrances(House()) == []


@pytest.mark.parametrize(
    "words",
    [
        "import houvast.people.models",
        "from houvast.people.models import Resident",
        "from houvast.people import models",
        "def later():\n    from houvast.people.models import Resident",
    ],
)
def test_a_side_entrance_is_found_however_it_is_written(build: Build, words: str) -> None:
    house = build({"src/houvast/vault/facts.py": words, "src/houvast/people/models.py": ""})

    (breach,) = side_entrances(house)

    assert breach.startswith("src/houvast/vault/facts.py:")
    assert breach.endswith("use houvast.people.api")


def test_the_door_itself_is_no_breach(build: Build) -> None:
    house = build(
        {"src/houvast/vault/facts.py": "from houvast.people.api import Resident\nimport houvast.vault.keys"}
    )

    assert side_entrances(house) == []


def test_pages_are_made_of_their_own_rooms_templates_and_those_of_ui() -> None:
    assert borrowed_templates(House()) == []


@pytest.mark.parametrize("words", ['{% include "casework/step.html" %}', "{%extends 'casework/base.html'%}"])
def test_a_borrowed_template_is_found(build: Build, words: str) -> None:
    house = build(
        {"src/houvast/rights/templates/rights/fuses.html": f'{{% extends "ui/base.html" %}}\n{words}'}
    )

    (breach,) = borrowed_templates(house)

    assert (
        breach.startswith("src/houvast/rights/templates/rights/fuses.html:2: casework/")
        or "casework/" in breach
    )


def test_a_template_that_is_named_by_a_variable_is_found(build: Build) -> None:
    house = build({"src/houvast/rights/templates/rights/fuses.html": "{% include part %}"})

    assert "name the template itself" in borrowed_templates(house)[0]


def test_every_room_that_keeps_something_of_a_resident_can_export_and_erase_it() -> None:
    assert rooms_that_cannot_forget(apps.get_models(), House()) == []


@isolate_apps("houvast.vault")
def test_a_room_that_cannot_forget_is_found(build: Build) -> None:
    class Folder(models.Model):
        resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "vault"

    class Paper(models.Model):
        folder = models.ForeignKey(Folder, on_delete=models.CASCADE)

        class Meta:
            app_label = "vault"

    house = build({"src/houvast/vault/api.py": "def export(resident): ..."})

    assert rooms_that_cannot_forget([Paper], house) == [
        "vault keeps something of residents and its api.py has no `erase`"
    ]
