"""What somebody does who owns the database and has not the key: lift the guards and write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from houvast.ledger import guards


@contextmanager
def guards_lifted() -> Iterator[None]:
    """The log without its guards, for as long as the block lasts."""
    with connection.cursor() as cursor:
        for statement in guards.TAKEN_AWAY[connection.vendor]:
            cursor.execute(statement)
        yield
        for statement in guards.SET[connection.vendor]:
            cursor.execute(statement)
