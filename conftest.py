"""What every test may count on, in all rooms."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that wait for a browser or a server come first: whoever is last then has little left to do."""
    waits = {item.path for item in items if any(map(item.get_closest_marker, ("browser", "slow")))}
    items.sort(key=lambda item: item.path not in waits)


@pytest.fixture(autouse=True)
def _names_of_static_files_without_collecting(settings: Settings) -> None:
    """Pages render without `houvast collect`. The served, compressed files have their own test in web/."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The plugin's own, and at the end no session of a test's server keeps PostgreSQL from dropping it."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
