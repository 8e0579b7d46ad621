"""A city as Arrow batches, in streams of any length with flat memory.

Takes   facts, a number of households and a seed.
Gives   record batches of `BATCH` households; household i is the same in every city of the same seed and
        facts.
Knows   nothing of files.
"""

import collections
import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from houvast.law.city import living  # noqa: F401 - registers its answers
from houvast.law.city.answers import MODELLED, Chunk, answer
from houvast.law.city.families import draw_families
from houvast.law.city.margins import margins
from houvast.law.city.means import draw_means
from houvast.law.city.streams import Streams
from houvast.law.facts import FactDefinition
from houvast.law.fitting import ROLES
from houvast.law.ir import Level
from houvast.law.kernel.columns import array
from houvast.law.kernel.layout import CHOICE, HOUSEHOLD, PERSONS, ROLE, population_schema

CHUNK = 16_384
"""Households drawn together. Part of what a seed means: changing it changes every city."""


def city_schema(facts: Mapping[str, FactDefinition], seed: int, on: datetime.date | None = None) -> pa.Schema:
    """The schema of a city, with the label that nobody in it exists, and which facts nobody modelled yet."""
    unmodelled = sorted(set(facts) - MODELLED.keys())
    label = {
        "houvast.synthetic": "yes: drawn from published statistics; no household or person in it exists",
        "houvast.city": f"seed {seed}, margins of {margins().raw['checked']}, ages on {on or margins().day}",
        "houvast.unmodelled": ",".join(unmodelled),
    }
    return population_schema(facts.values(), label)


def city(
    facts: Mapping[str, FactDefinition],
    households: int,
    seed: int,
    *,
    on: datetime.date | None = None,
    threads: int = 2,
) -> Iterator[pa.RecordBatch]:
    """The city in batches of `CHUNK` households, in order, drawn on so many threads.

    `on` is the day from which ages are counted back (default: the day of the margins).
    """
    schema = city_schema(facts, seed, on)
    ordered = sorted(facts.values(), key=lambda fact: fact.name)
    chunks = range(-(-households // CHUNK))
    with ThreadPoolExecutor(threads) as pool:
        waiting: collections.deque[Future[pa.RecordBatch]] = collections.deque()
        for chunk in chunks:
            waiting.append(pool.submit(draw_chunk, ordered, schema, seed, chunk, on))
            if len(waiting) > threads:
                yield _cut(waiting.popleft().result(), households)
        while waiting:
            yield _cut(waiting.popleft().result(), households)


def _cut(batch: pa.RecordBatch, households: int) -> pa.RecordBatch:
    first = batch.column(HOUSEHOLD)[0].as_py()
    return batch.slice(0, min(len(batch), households - first))


def draw_chunk(
    facts: Sequence[FactDefinition], schema: pa.Schema, seed: int, chunk: int, on: datetime.date | None = None
) -> pa.RecordBatch:
    """One chunk as a record batch."""
    streams, figures = Streams(seed, chunk), margins()
    figures = dataclasses.replace(figures, day=on or figures.day)
    families = draw_families(figures, streams, CHUNK)
    drawn = Chunk(figures, streams, families, draw_means(figures, streams, families))
    columns = {fact.name: array(fact, answer(drawn, fact)) for fact in facts}
    roles = pa.DictionaryArray.from_arrays(pa.array(families.role.astype(np.int8)), pa.array(ROLES))
    people = [roles.cast(CHOICE), *(columns[fact.name] for fact in facts if fact.level is Level.PERSON)]
    item = schema.field(PERSONS).type.value_field
    persons = pa.StructArray.from_arrays(people, fields=list(item.type))
    offsets = pa.array(families.offsets.astype(np.int32))
    lists = pa.ListArray.from_arrays(offsets, persons, type=schema.field(PERSONS).type)
    columns[PERSONS] = lists
    columns[HOUSEHOLD] = pa.array(np.arange(chunk * CHUNK, (chunk + 1) * CHUNK))
    assert item.type[0].name == ROLE
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)
