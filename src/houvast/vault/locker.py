"""The key of each resident, and what is sealed with it.

Takes   a resident, and text.
Gives   sealed bytes, and the text back, until the key is destroyed.
Knows   nothing of facts.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction

from houvast.people.api import Resident
from houvast.prepared import Given, Prepared, among
from houvast.vault import cipher
from houvast.vault.models import ResidentKey


class Erased(LookupError):
    """This resident's key is destroyed: nothing of theirs can be read or kept any more. Say so; there is no
    way back.
    """


class VaultClosed(RuntimeError):
    """HOUVAST_VAULT_KEY is not the one with which this resident's key was wrapped.

    Set the right one; nothing is lost.
    """


class Locker:
    """One resident's key, opened. Take one for many texts; it asks the database once."""

    def __init__(self, resident_id: UUID, key_id: UUID, key: bytes) -> None:
        self.resident_id = resident_id
        self._key_id = key_id
        self._key = key

    def __repr__(self) -> str:
        return f"<Locker of {self.resident_id}>"

    def seal(self, text: str, *, place: str = "") -> bytes:
        """Sealed for this resident, and for this place if one is given; only the same place opens it."""
        return cipher.seal(text.encode(), key=self._key, key_id=self._key_id, place=self._place(place))

    def unseal(self, blob: bytes | memoryview, *, place: str = "") -> str:
        """The text.

        Raises `cipher.Unreadable` when the bytes were changed, or sealed for somebody or something else.
        """
        sealed = bytes(blob)
        return cipher.unseal(sealed, key=self._key, key_id=self._key_id, place=self._place(place)).decode()

    def _place(self, place: str) -> str:
        return f"{self.resident_id}|{place}"


def locker_of(resident: Resident | UUID) -> Locker:
    """This resident's locker, made on first use. Raises `Erased` or `VaultClosed`."""
    resident_id = resident.pk if isinstance(resident, Resident) else resident
    return _opened(_key_of.first(id=resident_id) or _first_key(resident_id))


_key_of: Prepared[ResidentKey] = Prepared(lambda: ResidentKey.objects.filter(pk=Given("id")))


def lockers_of(resident_ids: Iterable[UUID]) -> dict[UUID, Locker]:
    """The lockers of many residents in one question; those without a key, or with a destroyed one, are left
    out.
    """
    return {row.resident_id: _opened(row) for row in _keys_of(ids=set(resident_ids))}


_keys_of: Prepared[ResidentKey] = Prepared(
    lambda: ResidentKey.objects.filter(among("pk", "ids"), wrapped__isnull=False)
)


def seal(resident: Resident | UUID, text: str, *, place: str = "") -> bytes:
    """One text, sealed. For more than one take `locker_of` once."""
    return locker_of(resident).seal(text, place=place)


def unseal(resident: Resident | UUID, blob: bytes | memoryview, *, place: str = "") -> str:
    """One sealed text, opened.

    Record the look in the ledger beside it; for more than one take `locker_of` once.
    """
    return locker_of(resident).unseal(blob, place=place)


@transaction.atomic
def destroy_key(resident: Resident | UUID, *, at: dt.datetime) -> None:
    """Make everything ever sealed for this resident unreadable, here and in every room.

    There is no way back.
    """
    resident_id = resident.pk if isinstance(resident, Resident) else resident
    row = ResidentKey.objects.select_for_update().filter(pk=resident_id).first() or _first_key(resident_id)
    if row.destroyed_at is None:
        row.wrapped, row.destroyed_at = None, at
        row.save()


def rewrap_all(
    old_secret: str, new_secret: str, *, progress: Callable[[int], None] = lambda _done: None
) -> int:
    """Wrap every key anew after a change of HOUVAST_VAULT_KEY; gives how many. Can be stopped and run again.

    Raises `VaultClosed` when a key was wrapped with neither secret.
    """
    done = 0
    waiting = ResidentKey.objects.filter(wrapped__isnull=False).exclude(wrapped_by=cipher.name_of(new_secret))
    for resident_id in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            row = ResidentKey.objects.select_for_update().get(pk=resident_id)
            if row.wrapped is None or row.wrapped_by == cipher.name_of(new_secret):
                continue
            _wrap(row, _unwrapped(row, old_secret), new_secret)
            row.save()
        done += 1
        progress(done)
    return done


def _first_key(resident_id: UUID) -> ResidentKey:
    """A key for somebody who has none yet; when two ask at once, both get the same one."""
    row = ResidentKey(resident_id=resident_id)
    _wrap(row, cipher.new_key(), settings.CONFIG.vault_key)
    ResidentKey.objects.bulk_create([row], ignore_conflicts=True)
    return ResidentKey.objects.get(pk=resident_id)


def _opened(row: ResidentKey) -> Locker:
    if row.wrapped is None:
        raise Erased("this resident's data were erased")
    return Locker(row.resident_id, row.key_id, _unwrapped(row, settings.CONFIG.vault_key))


def _wrap(row: ResidentKey, key: bytes, secret: str) -> None:
    row.wrapped = cipher.seal(
        key, key=cipher.master_key(secret), key_id=row.key_id, place=f"key of {row.resident_id}"
    )
    row.wrapped_by = cipher.name_of(secret)


def _unwrapped(row: ResidentKey, secret: str) -> bytes:
    if row.wrapped is None or row.wrapped_by != cipher.name_of(secret):
        raise VaultClosed("this key was wrapped with another HOUVAST_VAULT_KEY")
    try:
        return cipher.unseal(
            bytes(row.wrapped),
            key=cipher.master_key(secret),
            key_id=row.key_id,
            place=f"key of {row.resident_id}",
        )
    except cipher.Unreadable as fault:
        raise VaultClosed("a wrapped key was changed in the database; put back a copy of it") from fault
