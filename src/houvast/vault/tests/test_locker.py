"""Keys: made once, wrapped, rotated, destroyed."""

import datetime as dt
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from houvast.config import Config
from houvast.people.api import Resident, as_resident, new_resident
from houvast.vault import api as vault
from houvast.vault import locker
from houvast.vault.commands import rotate_vault_key
from houvast.vault.models import Fact, Member, Objection, ResidentKey

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
STORY = "Mijn man is weg en ik heb vijf kinderen \N{FACE WITH COLD SWEAT} مرحبا"
NEEDLES = (
    "Aïsha Zevenhuizen",
    "schuld_bij_zorgverzekeraar",
    "83712.46",
    "Ik ben het niet eens",
    "loonstrook",
)

pytestmark = pytest.mark.django_db


def kept_household() -> Resident:
    resident, _ = new_resident(at=NOON, language="nl")
    me = vault.add_member(resident, role="aanvrager")
    by = as_resident(resident)
    vault.remember(
        resident, fact="naam", value=NEEDLES[0], unit="", source="resident", at=NOON, by=by, member=me
    )
    debt = vault.remember(
        resident, fact=NEEDLES[1], value=NEEDLES[2], unit="euro", source="letter", at=NOON, by=by,
        source_text=NEEDLES[4],
    )  # fmt: skip
    vault.object_to(debt, NEEDLES[3], at=NOON, by=by)
    return resident


def test_a_sealed_text_comes_back() -> None:
    resident, _ = new_resident(at=NOON, language="nl")

    assert vault.unseal(resident, vault.seal(resident, STORY)) == STORY
    assert vault.unseal(resident, vault.seal(resident, STORY, place="bericht 1"), place="bericht 1") == STORY


def test_one_resident_cannot_open_what_is_sealed_for_another() -> None:
    anna, _ = new_resident(at=NOON, language="nl")
    bram, _ = new_resident(at=NOON, language="nl")

    with pytest.raises(vault.Unreadable):
        vault.unseal(bram, vault.seal(anna, STORY))


def test_nothing_personal_can_be_read_in_any_column_of_any_table() -> None:
    kept_household()

    found = [
        (model.__name__, needle)
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        for cell in row
        for needle in NEEDLES
        if needle.encode() in (bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode())
    ]

    assert found == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL has no file of ours; its columns are read above"
)
def test_nothing_personal_can_be_read_in_the_file_of_the_database(tmp_path: Any) -> None:
    kept_household()
    copy = tmp_path / "copy.sqlite3"

    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])

    assert [needle for needle in NEEDLES if needle.encode() in copy.read_bytes()] == []


def test_after_erasing_nothing_opens_and_nothing_can_be_kept() -> None:
    resident = kept_household()
    sealed = vault.seal(resident, STORY)

    vault.erase(resident, at=NOON)

    with pytest.raises(vault.Erased):
        vault.unseal(resident, sealed)
    with pytest.raises(vault.Erased):
        vault.remember(
            resident, fact="a", value=1, unit="", source="resident", at=NOON, by=as_resident(resident)
        )
    for model in (Fact, Objection, Member):
        left: models.QuerySet[Any] = model._default_manager.all()
        assert not left.exists()


def test_erasing_twice_is_erasing_once() -> None:
    resident = kept_household()
    vault.erase(resident, at=NOON)

    vault.erase(resident, at=NOON + dt.timedelta(days=1))

    assert ResidentKey.objects.get(pk=resident.pk).destroyed_at == NOON


def test_who_never_kept_anything_can_be_erased_too() -> None:
    resident, _ = new_resident(at=NOON, language="nl")

    vault.erase(resident, at=NOON)

    with pytest.raises(vault.Erased):
        vault.seal(resident, STORY)


def test_with_another_vault_key_the_vault_is_closed_and_nothing_is_lost(settings: Any) -> None:
    resident = kept_household()
    right = settings.CONFIG
    settings.CONFIG = Config(vault_key="another")

    with pytest.raises(vault.VaultClosed):
        vault.current(resident)

    settings.CONFIG = right
    assert len(vault.current(resident)) == 2


def test_a_wrapped_key_that_was_changed_closes_that_locker() -> None:
    resident = kept_household()
    row = ResidentKey.objects.get(pk=resident.pk)
    assert row.wrapped is not None
    row.wrapped = bytes(row.wrapped)[:-1] + b"\0"
    row.save()

    with pytest.raises(vault.VaultClosed):
        vault.current(resident)


def test_a_new_vault_key_opens_everything_after_rotation(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resident = kept_household()
    gone = kept_household()
    vault.erase(gone, at=NOON)
    old = settings.CONFIG.vault_key
    settings.CONFIG = Config(vault_key="the new one")
    monkeypatch.setattr("sys.stdin", io.StringIO(old + "\n"))

    assert rotate_vault_key([]) == 0

    assert "Wrapped 1 key" in capsys.readouterr().out
    assert len(vault.current(resident)) == 2
    assert locker.rewrap_all(old, "the new one") == 0, "a second run has nothing to do"


def test_rotation_with_a_wrong_old_key_changes_nothing(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident = kept_household()
    right = settings.CONFIG
    settings.CONFIG = Config(vault_key="the new one")
    monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n"))

    assert rotate_vault_key([]) == 1

    settings.CONFIG = right
    assert len(vault.current(resident)) == 2


def test_a_copy_of_ones_own_data_holds_every_fact_and_objection() -> None:
    copy = vault.export(kept_household())

    assert [fact["value"] for fact in copy["facts"]] == [NEEDLES[2], NEEDLES[0]]
    assert copy["facts"][0]["objections"] == [{"words": NEEDLES[3], "at": NOON.isoformat()}]


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_first_key_at_once_get_the_same_one() -> None:
    resident, _ = new_resident(at=NOON, language="nl")
    start = threading.Barrier(8)

    def seal(_number: int) -> bytes:
        start.wait(timeout=30)
        try:
            return vault.seal(resident, STORY)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(seal, range(8)))

    assert {vault.unseal(resident, blob) for blob in sealed} == {STORY}
