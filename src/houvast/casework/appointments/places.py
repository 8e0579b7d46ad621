"""The places of a city, read from a file.

Takes   a YAML file: for each place a key, a name, an address, and its opening and walk-in hours per day.
Gives   the same places as rows; a place that is not in the file any more takes no new appointments.
Knows   nothing of professionals.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from houvast.casework.appointments import slots
from houvast.casework.appointments.models import Place, PlaceHours
from houvast.casework.appointments.slots import WEEKDAYS as DAYS


class NotPlaces(ValueError):
    """The file cannot be read as places; the text says where and what."""


@dataclass(frozen=True)
class _Hours:
    walk_in: bool
    weekday: int
    opens: dt.time
    closes: dt.time


def read_places(path: Path) -> int:
    """Bring the places up to date with this file, all or nothing; how many there are. Raises `NotPlaces`."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise NotPlaces(f"{path} cannot be read: {error}") from error
    return write_places(told.get("places") if isinstance(told, dict) else None)


@transaction.atomic
def write_places(told: Any) -> int:
    """The same for what was read already."""
    if not isinstance(told, list):
        raise NotPlaces("The file has no list `places`.")
    keys = [_one(entry) for entry in told]
    Place.objects.exclude(key__in=keys).update(active=False)
    return len(keys)


def _one(entry: Any) -> str:
    try:
        key, name, address = (str(entry[field]) for field in ("key", "name", "address"))
    except (KeyError, TypeError) as error:
        raise NotPlaces(f"A place has a key, a name and an address: {entry!r}") from error
    hours = [*_hours(key, entry.get("open"), walk_in=False), *_hours(key, entry.get("walk_in"), walk_in=True)]
    place, _ = Place.objects.update_or_create(
        key=key,
        defaults={"name": name, "address": address, "phone": str(entry.get("phone", "")), "active": True},
    )
    place.hours.all().delete()
    PlaceHours.objects.bulk_create(
        PlaceHours(
            place=place, walk_in=each.walk_in, weekday=each.weekday, opens=each.opens, closes=each.closes
        )
        for each in hours
    )
    return key


def _hours(key: str, told: Any, *, walk_in: bool) -> list[_Hours]:
    """`{maandag: ["9.00-12.30", "13.00-17.00"]}` as hours."""
    found = []
    for day, spans in (told or {}).items():
        if day not in DAYS or not isinstance(spans, list):
            raise NotPlaces(f"{key}: {day!r} is no day with a list of hours; write maandag to zondag.")
        for span in spans:
            opens, closes = _times(key, str(span))
            found.append(_Hours(walk_in, DAYS.index(day), opens, closes))
    return found


def _times(key: str, span: str) -> tuple[dt.time, dt.time]:
    try:
        opens, closes = (dt.datetime.strptime(each.strip(), "%H.%M").time() for each in span.split("-"))  # noqa: DTZ007 - a time on the clock, without a day
        stretch = slots.stretch(dt.date(2026, 1, 5), opens, closes)
    except ValueError as error:
        raise NotPlaces(f"{key}: {span!r} is no time; write 9.00-12.30.") from error
    if stretch.last <= stretch.first:
        raise NotPlaces(f"{key}: {span!r} ends before it begins.")
    return opens, closes
