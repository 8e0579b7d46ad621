"""`publiccode.yml` follows the standard's version 0.4, and says nothing that the code contradicts."""

import datetime as dt
import tomllib
from typing import Any

import pytest
import yaml
from django.conf import settings

from houvast import __version__
from tools.house import ROOT

STATUS = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend",
    "standalone/other", "addon", "library", "configurationFiles",
}  # fmt: skip


@pytest.fixture(scope="module")
def said() -> Any:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text())


def test_every_mandatory_key_is_there_and_known(said: Any) -> None:
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["developmentStatus"] in STATUS
    assert said["softwareType"] in TYPES
    assert said["url"].startswith("https://")
    assert dt.date.fromisoformat(said["releaseDate"]) >= dt.date(2026, 11, 22)
    assert said["platforms"]
    assert said["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in said["maintenance"]["contacts"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_descriptions_have_the_lengths_of_the_standard(said: Any, language: str) -> None:
    text = said["description"][language]

    assert len(text["shortDescription"]) <= 150
    assert 150 <= len(text["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in text["features"])


def test_it_says_the_same_as_the_project(said: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert said["legal"]["license"] == project["license"]
    assert said["softwareVersion"] == project["version"] == __version__
    assert said["localisation"]["availableLanguages"] == [code for code, _ in settings.LANGUAGES]
    assert project["requires-python"] == f">={said['dependsOn']['open'][0]['versionMin']}"
