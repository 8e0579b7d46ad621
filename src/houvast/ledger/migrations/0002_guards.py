"""The database refuses to change or remove a row of the log, on SQLite and on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from houvast.ledger import guards


def set_guards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in guards.SET[editor.connection.vendor]:
        editor.execute(statement)


def take_guards_away(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in guards.TAKEN_AWAY[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(set_guards, take_guards_away)]
