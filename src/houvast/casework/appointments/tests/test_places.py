"""The file of places: all of it or nothing, and every fault says where."""

from pathlib import Path

import pytest

from houvast.casework.appointments.commands import import_places
from houvast.casework.appointments.models import Place, PlaceHours

pytestmark = pytest.mark.django_db
GOOD = """
places:
  - {key: huis, name: Buurthuis, address: Plein 1, open: {dinsdag: ["9.00-12.30", "13.00-17.00"]}}
  - {key: hal, name: Hal, address: Kade 2, walk_in: {donderdag: ["9.00-11.00"]}}
"""


def told(tmp_path: Path, words: str) -> int:
    file = tmp_path / "places.yaml"
    file.write_text(words)
    return import_places([str(file)])


def test_places_come_from_a_file_and_one_that_is_gone_takes_nothing_new(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == 0
    assert PlaceHours.objects.count() == 3

    assert told(tmp_path, GOOD.replace("key: hal", "key: zaal")) == 0

    assert set(Place.objects.filter(active=True).values_list("key", flat=True)) == {"huis", "zaal"}
    assert Place.objects.count() == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("places: 3", "no list `places`"),
        ("- huis", "no list `places`"),
        ("places: [{key: huis, name: Huis}]", "a key, a name and an address"),
        (GOOD.replace("dinsdag", "tuesday"), "no day"),
        (GOOD.replace("12.30", "12.45"), "is no time"),
        (GOOD.replace("9.00-11.00", "11.00-9.00"), "ends before it begins"),
    ],
)
def test_a_fault_in_the_file_changes_nothing_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, says: str
) -> None:
    assert told(tmp_path, words) == 1

    assert says in capsys.readouterr().err
    assert not Place.objects.exists()
