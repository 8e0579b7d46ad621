"""Sealing and opening."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.vault.cipher import Unreadable, master_key, name_of, new_key, seal, unseal

KEY, OTHER_KEY = new_key(), new_key()
ID, OTHER_ID = uuid.UUID(int=1), uuid.UUID(int=2)


@given(st.binary(max_size=500), st.text(max_size=50))
def test_what_is_sealed_comes_back_the_same(plain: bytes, place: str) -> None:
    sealed = seal(plain, key=KEY, key_id=ID, place=place)

    assert unseal(sealed, key=KEY, key_id=ID, place=place) == plain


def test_the_same_text_never_looks_the_same() -> None:
    assert seal(b"a", key=KEY, key_id=ID, place="") != seal(b"a", key=KEY, key_id=ID, place="")


@given(st.data())
def test_a_single_changed_bit_makes_it_unreadable(data: st.DataObject) -> None:
    sealed = bytearray(seal(b"1500 euro", key=KEY, key_id=ID, place="p"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(Unreadable):
        unseal(bytes(sealed), key=KEY, key_id=ID, place="p")


@pytest.mark.parametrize(
    ("key", "key_id", "place"),
    [(OTHER_KEY, ID, "p"), (KEY, OTHER_ID, "p"), (KEY, ID, "q"), (KEY, ID, "")],
    ids=["another key", "another id", "another place", "no place"],
)
def test_it_opens_with_its_own_key_in_its_own_place_only(key: bytes, key_id: uuid.UUID, place: str) -> None:
    sealed = seal(b"1500 euro", key=KEY, key_id=ID, place="p")

    with pytest.raises(Unreadable):
        unseal(sealed, key=key, key_id=key_id, place=place)


@pytest.mark.parametrize("length", range(30))
def test_a_piece_of_it_is_unreadable(length: int) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(b"1500 euro", key=KEY, key_id=ID, place="p")[:length], key=KEY, key_id=ID, place="p")


def test_the_name_of_a_secret_does_not_tell_its_key() -> None:
    assert name_of("secret") not in master_key("secret").hex()
    assert name_of("secret") != name_of("other")
