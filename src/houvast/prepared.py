"""Questions to the database that every page asks: their SQL is written once, and not at every page.

Takes   a question in Django's own words, with `Given` wherever a value comes only when it is asked.
Gives   the rows that Django would give, as one list at each call.
Knows   nothing of what is asked. Between two calls it keeps the SQL and the places of the values, never a
        value: whatever says something about a person must be `Given`. Every room may use it.

To write the SQL of a question takes Django longer than it takes the database to answer it: the page of a
resident asks a dozen, and spent half of its time on that.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import connection
from django.db.models import Expression, F, Field, Model, QuerySet, UUIDField
from django.db.models import query as rows_of
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.lookups import In
from django.db.models.query import FlatValuesListIterable, ModelIterable
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init  # noqa: TID251 - asked whether anybody listens

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
        self._written: _Written | None = None
        _EVERY.append(self)

    def write(self) -> "_Written":
        """The SQL, written now if it was not yet. It says nothing of a connection: all threads share it."""
        written = self._written
        if written is None:
            written = self._written = _Written(self._question())
        return written

    def __call__(self, **given: object) -> list[Row]:
        """The rows for these values. Raises `KeyError` when one is missing."""
        written = self._written or self.write()
        with connection.cursor() as cursor:
            cursor.execute(*written.filled(given))
            rows = cursor.fetchall()
        return list(written.read(rows))

    def first(self, **given: object) -> Row | None:
        """The first row, or none. The question itself says how many there can be: it has its own limit."""
        return next(iter(self(**given)), None)


_EVERY: "list[Prepared[Any]]" = []


def write_all() -> None:
    """Write the SQL of all that the program asks, before anybody comes. Needs the tables to be there."""
    for each in _EVERY:
        each.write()


class _Written:
    """The SQL of a question, and how its rows become what Django makes of them."""

    def __init__(self, question: "QuerySet[Any, Any]") -> None:
        if question._prefetch_related_lookups:  # type: ignore[attr-defined]  # not in the stubs
            raise ValueError("What is asked after a question is a question of its own.")
        compiler = question.query.get_compiler(connection=connection)
        self._sql, self._parameters = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        self._converters = [
            (place, [_quick(each) for each in converters], column)
            for place, (converters, column) in compiler.get_converters(columns).items()
        ]
        made: type = question._iterable_class
        self._flat = made is FlatValuesListIterable
        self._maker = _Maker(question.model) if made is ModelIterable else None
        if self._maker is not None:
            fields = compiler.klass_info["select_fields"]
            self._start, self._end = fields[0], fields[-1] + 1
            self._names = [each.target.attname for each in columns[self._start : self._end]]
            self._beside = rows_of.get_related_populators(  # type: ignore[attr-defined]  # not in the stubs
                compiler.klass_info, compiler.select, connection.alias
            )
            for each in self._beside:
                _make_quickly(each)
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
            for place, converters, column in self._converters:
                for converter in converters:
                    row[place] = converter(row[place], column, connection)
            if self._maker is not None:
                yield self._made(self._maker, row)
            else:
                yield row[0] if self._flat else tuple(row)

    def _made(self, maker: "_Maker", row: list[Any]) -> Model:
        made = maker.from_db(connection.alias, self._names, row[self._start : self._end])
        for related in self._beside:
            related.populate(row, made)
        for name, place in self._also:
            setattr(made, name, row[place])
        return made


class _Maker:
    """Makes Django's rows of one model: the same, without a call for each field where nobody would notice."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._plainly = _is_plain(model)

    def from_db(self, alias: str, names: Sequence[str], values: Sequence[Any]) -> Model:
        """As `Model.from_db`."""
        if not self._plainly:
            return self._model.from_db(alias, names, values)
        made = object.__new__(self._model)
        made.__dict__.update(zip(names, values, strict=True))
        state = made._state = ModelState()
        state.adding, state.db = False, alias
        return made


def _is_plain(model: type[Model]) -> bool:
    """Whether nobody listens to how these are made, and to set a field does nothing but keep its value."""
    ours = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]  # a bound method has one
    heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
    kinds = {type(_set_by(model, each.attname)) for each in model._meta.concrete_fields}
    return ours and not heard and kinds <= {DeferredAttribute, ForeignKeyDeferredAttribute}


def _set_by(model: type[Model], name: str) -> object:
    """What stands under this name on the class itself, or on one that it builds on: it keeps the value."""
    return next(vars(each)[name] for each in model.__mro__ if name in vars(each))


def _make_quickly(populator: Any) -> None:
    """What `select_related` brings along is made in the same way."""
    populator.model_cls = _Maker(populator.model_cls)
    for each in populator.related_populators:
        _make_quickly(each)


def _quick(converter: Callable[..., Any]) -> Callable[..., Any]:
    """The same converter; of an id as SQLite keeps it (32 figures) one that looks at nothing else."""
    return _id if getattr(converter, "__name__", "") == "convert_uuidfield_value" else converter


def _id(value: str | None, expression: object, connection: object) -> UUID | None:
    return None if value is None else UUID(int=int(value, 16))
