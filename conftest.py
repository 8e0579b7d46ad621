"""What every test may count on, in all rooms."""

import pytest
from pytest_django.fixtures import Settings

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _names_of_static_files_without_collecting(settings: Settings) -> None:
    """Pages render without `houvast collect`. The served, compressed files have their own test in web/."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN}
