"""Sealing and opening, and nothing else.

Takes   32-byte keys, texts and what a text belongs to.
Gives   sealed bytes (AES-256-GCM): nobody reads, changes or moves them to another place without the key.
Knows   nothing of residents' rows or Django.

A sealed text is: one byte format, 16 bytes id of the key, 12 bytes nonce, then ciphertext with tag.
"""

import functools
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"\x01"
_ID, _NONCE = 16, 12


class Unreadable(ValueError):
    """These bytes were not sealed with this key for this place: changed, moved, or another key. Never guess
    at them.
    """


def new_key() -> bytes:
    """A fresh key: 32 bytes of chance."""
    return AESGCM.generate_key(bit_length=256)


@functools.lru_cache(maxsize=4)
def master_key(secret: str) -> bytes:
    """The key that wraps all others, made from the operator's secret (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"houvast vault wrapping").derive(
        secret.encode()
    )


@functools.lru_cache(maxsize=4)
def name_of(secret: str) -> str:
    """Sixteen signs that tell which secret wrapped a key, and nothing about the secret."""
    info = b"houvast vault name of the wrapping key"
    return HKDF(algorithm=SHA256(), length=8, salt=None, info=info).derive(secret.encode()).hex()


def seal(plain: bytes, *, key: bytes, key_id: UUID, place: str) -> bytes:
    """Seal for one place; `place` is not in the result, and opening asks for the same one."""
    nonce = os.urandom(_NONCE)
    header = FORMAT + key_id.bytes
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + place.encode())


def unseal(sealed: bytes, *, key: bytes, key_id: UUID, place: str) -> bytes:
    """Open what was sealed for this place. Raises `Unreadable` on anything else."""
    header, rest = sealed[: 1 + _ID], sealed[1 + _ID :]
    if header != FORMAT + key_id.bytes or len(rest) <= _NONCE:
        raise Unreadable("sealed with another key, or not sealed at all")
    try:
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], header + place.encode())
    except InvalidTag as fault:
        raise Unreadable("changed since it was sealed, or sealed for another place") from fault
