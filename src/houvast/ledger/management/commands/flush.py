"""Django's `flush`, which empties every table, made to respect the log.

In production it is refused. Elsewhere (the demo, and every test that commits for real) the guards of the
log are lifted for as long as it takes.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from houvast.ledger import guards


class Command(flush.Command):
    """Empties every table of the demo or of a test database."""

    def handle(self, **options: Any) -> None:
        """Lift the guards, empty, set the guards. Raises `CommandError` in production."""
        connection = connections[options["database"]]
        if settings.CONFIG.production:
            raise CommandError("The ledger is append-only, so a database of real people is never emptied.")
        guarded = "ledger_entry" in connection.introspection.table_names()
        if guarded:
            self._run(connection, guards.TAKEN_AWAY)
        try:
            super().handle(**options)
        finally:
            if guarded:
                self._run(connection, guards.SET)

    def _run(self, connection: Any, statements: dict[str, tuple[str, ...]]) -> None:
        with connection.cursor() as cursor:
            for statement in statements[connection.vendor]:
                cursor.execute(statement)
