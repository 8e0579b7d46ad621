"""The same kind of database as the suite runs on, but one of its own: for a Houvast that really runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tools.with_postgres import private_cluster


@contextmanager
def storage() -> Iterator[dict[str, str]]:
    """The settings that name it."""
    if connection.vendor == "sqlite":
        yield {}
    else:
        with private_cluster() as cluster:
            yield {"DATABASE_URL": cluster.url}
