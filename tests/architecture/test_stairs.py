"""A room builds only on rooms below it: in its imports and in its tables."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.conftest import Build
from tests.architecture.fences import keys_that_point_up
from tools.house import House


def _lint_imports(house: House) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environ = {**os.environ, "PYTHONPATH": str(house.root / "src")}
    command = [str(program), "--no-cache"]
    return subprocess.run(
        command, cwd=house.root, env=environ, capture_output=True, text=True, check=False, timeout=120
    )


def test_import_linter_holds_for_the_house() -> None:
    told = _lint_imports(House())

    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("file", "words", "contract"),
    [
        ("people/upstairs.py", "import houvast.casework.api", "The house is a staircase"),
        ("law/impure.py", "import django.db", "law and language are pure"),
        ("spare/__init__.py", "", "The house is a staircase"),
    ],
    ids=["an import up the stairs", "a database in the engine", "a room that nobody gave a place"],
)
def test_import_linter_bites(copy_of_the_house: House, file: str, words: str, contract: str) -> None:
    path = copy_of_the_house.source / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'"""Broken on purpose."""\n{words}\n')

    told = _lint_imports(copy_of_the_house)

    assert told.returncode != 0
    assert contract in told.stdout
    assert "houvast." + file.split("/")[0] in told.stdout


def test_foreign_keys_point_down() -> None:
    assert keys_that_point_up(apps.get_models(include_auto_created=True), House()) == []


@isolate_apps("houvast.people", "houvast.vault")
def test_a_foreign_key_that_points_up_is_found_also_when_it_is_a_text() -> None:
    class Letter(models.Model):
        class Meta:
            app_label = "vault"

    class Person(models.Model):
        newest_letter = models.ForeignKey("vault.Letter", on_delete=models.CASCADE)
        all_letters = models.ManyToManyField(Letter)

        class Meta:
            app_label = "people"

    assert keys_that_point_up([Letter, Person], House()) == [
        "people.Person.newest_letter points up to vault",
        "people.Person.all_letters points up to vault",
    ]


def test_the_stairs_are_read_from_where_import_linter_holds_them(build: Build) -> None:
    house = build({"src/houvast/people/api.py": "", "src/houvast/jobs/daily.py": ""})

    assert house.rooms == ("jobs", "people")
    assert house.height("jobs") > house.height("people")
