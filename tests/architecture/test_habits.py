"""Habits that decay when nothing looks: short files, no clock downstairs, no silence without a reason."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.conftest import Build
from tests.architecture.fences import long_files, questions_to_the_clock, silenced_without_a_reason
from tools.house import House


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert long_files(House()) == []


def test_a_long_file_is_found(build: Build) -> None:
    house = build({"src/houvast/vault/everything.py": "\n" * 401})

    assert long_files(house) == ["src/houvast/vault/everything.py has 401 lines, 400 at most"]


def test_nothing_below_web_and_jobs_asks_the_clock() -> None:
    assert questions_to_the_clock(House()) == []


@pytest.mark.parametrize(
    "words",
    [
        "import datetime as dt\nx = dt.date.today()",
        "from django.utils import timezone\nx = timezone.now",
        "from django.db.models.functions import Now",
        "from django.db import models\nx = models.DateTimeField(auto_now_add=True)",
        "import time\nx = time.time()",
    ],
)
def test_a_question_to_the_clock_is_found_also_through_the_database(build: Build, words: str) -> None:
    house = build({"src/houvast/rights/box.py": words, "src/houvast/web/clock.py": words})

    (breach,) = questions_to_the_clock(house)

    assert breach.startswith("src/houvast/rights/box.py:")


@pytest.mark.parametrize(
    "words",
    [
        "import datetime as dt\n\nx = dt.datetime.now(tz=dt.UTC)\n",
        "from django.dispatch import receiver\n\nx = receiver\n",
        "from django.db.models.signals import post_save\n\nx = post_save\n",
        "from django.contrib.contenttypes.fields import GenericForeignKey\n\nx = GenericForeignKey\n",
    ],
)
def test_ruff_bites_on_a_banned_name(build: Build, words: str) -> None:
    house = build({"src/houvast/rights/box.py": words})
    ruff = Path(sys.executable).with_name("ruff")

    told = subprocess.run(
        [ruff, "check", "--no-cache", "--select", "TID251", "src/houvast/rights/box.py"],
        cwd=house.root, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.returncode == 1
    assert "TID251" in told.stdout


def test_whatever_is_silenced_says_why() -> None:
    assert silenced_without_a_reason(House()) == []


def test_a_silence_without_a_reason_is_found(build: Build) -> None:
    marks = ("# no" + "qa: S105", "# no" + "qa: S105 - made up", "# type: " + "ignore[misc]")
    house = build({"src/houvast/rights/box.py": "\n".join(f"x = 1  {mark}" for mark in marks)})

    assert [breach.split(" ")[0] for breach in silenced_without_a_reason(house)] == [
        "src/houvast/rights/box.py:1:",
        "src/houvast/rights/box.py:3:",
    ]
