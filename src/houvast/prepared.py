"""Questions to the database that every page asks: their SQL is written once, and not at every page.

Takes   a question in Django's own words, with `Given` wherever a value comes only when it is asked.
Gives   the rows that Django would give, as one list at each call.
Knows   nothing of what is asked. Between two calls it keeps the SQL and the places of the values, never a
        value: whatever says something about a person must be `Given`. Every room may use it.

To write the SQL of a question takes Django longer than it takes the database to answer it: the page of a
resident asks a dozen, and spent half of its time on that.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Expression, F, Field, Model, QuerySet, UUIDField
from django.db.models import query as rows_of
from django.db.models.lookups import In
from django.db.models.query import FlatValuesListIterable, ModelIterable

Row = TypeVar("Row")


class Given(Expression):
    """A value that comes when the question is asked, by this name: an id, or what a field of this kind
    holds."""

    def __init__(self, name: str, field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=field or UUIDField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Its place in the SQL; among the parameters it stands itself, until the value is there."""
        return "%s", [self]

    def written(self, value: object) -> list[Any]:
        """This value as the database takes it."""
        return [self.output_field.get_db_prep_value(value, connection, prepared=False)]


class _Several(Given):
    """As many values as there are when the question is asked."""

    @property
    def place(self) -> str:
        """Stands in the SQL until it is known how many there are."""
        return f"<several {self.name}>"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """As of one value, with a place of its own."""
        return self.place, [self]

    def written(self, value: object) -> list[Any]:
        """Each of these values as the database takes it; for none at all one that nothing is equal to."""
        one = super().written
        return [part for each in cast("Iterable[object]", value) for part in one(each)] or [None]


def among(field: str, name: str, kind: "Field[Any, Any] | None" = None) -> "In[Any]":
    """The condition that a field is one of the values that come by this name; however many there are."""
    return In(F(field), [_Several(name, kind)])


class Prepared(Generic[Row]):
    """One question, asked again and again with other values.

    A question for rows of a model (with what `select_related` brings along) or for `values_list`. What
    Django would ask after it (`prefetch_related`) is refused: ask that as a question of its own.
    """

    def __init__(self, question: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._question = question
        self._here = threading.local()  # how to read a row belongs to the connection of one thread

    def __call__(self, **given: object) -> list[Row]:
        """The rows for these values. Raises `KeyError` when one is missing."""
        written: _Written | None = getattr(self._here, "written", None)
        if written is None:
            written = self._here.written = _Written(self._question())
        with connection.cursor() as cursor:
            cursor.execute(*written.filled(given))
            rows = cursor.fetchall()
        return list(written.read(rows))

    def first(self, **given: object) -> Row | None:
        """The first row, or none. The question itself says how many there can be: it has its own limit."""
        return next(iter(self(**given)), None)


class _Written:
    """The SQL of a question, and how its rows become what Django makes of them."""

    def __init__(self, question: "QuerySet[Any, Any]") -> None:
        if question._prefetch_related_lookups:  # type: ignore[attr-defined]  # not in the stubs
            raise ValueError("What is asked after a question is a question of its own.")
        compiler = question.query.get_compiler(connection=connection)
        self._sql, self._parameters = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())
        made: type = question._iterable_class
        self._flat = made is FlatValuesListIterable
        self._model = question.model if made is ModelIterable else None
        if self._model is not None:
            fields = compiler.klass_info["select_fields"]
            self._start, self._end = fields[0], fields[-1] + 1
            self._names = [each.target.attname for each in columns[self._start : self._end]]
            self._beside = rows_of.get_related_populators(  # type: ignore[attr-defined]  # not in the stubs
                compiler.klass_info, compiler.select, connection.alias
            )
            self._also = list(compiler.annotation_col_map.items())

    def filled(self, given: dict[str, object]) -> tuple[str, list[Any]]:
        """The SQL and its parameters, with what was given in its places."""
        sql, parameters = self._sql, []
        for each in self._parameters:
            if not isinstance(each, Given):
                parameters.append(each)
                continue
            written = each.written(given[each.name])
            parameters += written
            if isinstance(each, _Several):
                sql = sql.replace(each.place, ", ".join(["%s"] * len(written)))
        return sql, parameters

    def read(self, rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
        """What Django makes of rows."""
        for row in map(list, rows):
            for place, (converters, column) in self._converters:
                for converter in converters:
                    row[place] = converter(row[place], column, connection)
            if self._model is not None:
                yield self._made(self._model, row)
            else:
                yield row[0] if self._flat else tuple(row)

    def _made(self, model: type[Model], row: list[Any]) -> Model:
        made = model.from_db(connection.alias, self._names, row[self._start : self._end])
        for related in self._beside:
            related.populate(row, made)
        for name, place in self._also:
            setattr(made, name, row[place])
        return made
