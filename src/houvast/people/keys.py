"""Keys that are made from the one secret, each for one use only.

Takes   the secret that the operator set (`HOUVAST_SECRET_KEY`), those that it was before
        (`HOUVAST_EARLIER_SECRET_KEYS`), and the name of a use.
Gives   32 bytes that tell nothing about the secret or about another use's key.
Knows   nothing of what is signed or hidden with them.

What is written down is made with the present key; what is read may be made with any. After
`houvast rotate-secret-key` the keys of an earlier secret lie in the database, sealed with the present one,
and the earlier secret itself can be thrown away.
"""

import functools
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from houvast.people.models import KeptKey

LASTING = (
    "ledger",
    "resident-code",
    "vault-topic",
    "second factor",
    "calendar-feed",
    "conversation pause",
)
"""Uses whose results stay in the database: their earlier keys are kept."""
PASSING = ("limits",)
"""Uses whose results are worth nothing after a quarter of an hour: a new secret starts the count anew."""
NONCE = 12


class SecretLost(RuntimeError):
    """Earlier keys lie in the database, sealed with a secret that is not set. Put the secret that was there
    before into HOUVAST_EARLIER_SECRET_KEYS, and run `houvast rotate-secret-key`. Nothing is lost."""


def derived_key(use: str) -> bytes:
    """The present key for this use: 32 bytes, the same on every machine that has the same secret
    (HKDF-SHA256, RFC 5869).
    """
    return _derive(settings.CONFIG.secret_key, use)


def derived_keys(use: str) -> tuple[bytes, ...]:
    """Every key that this use ever had, the present one first. Raises `SecretLost`."""
    known = [_derive(secret, use) for secret in _secrets()]
    return tuple(dict.fromkeys([*known, *_kept(_secrets()).get(use, ())]))


def digest(use: str, text: str) -> str:
    """A keyed digest (HMAC-SHA256, 64 hexadecimal signs): equal texts match, and nobody reads the text from
    it.
    """
    return _mac(derived_key(use), text)


def digests(use: str, text: str) -> list[str]:
    """What `digest` gives and ever gave for this text, the present one first: to look something up with."""
    return [_mac(key, text) for key in derived_keys(use)]


@transaction.atomic
def keep_earlier() -> int:
    """Keep the keys of every earlier secret, sealed with the present one; gives how many are kept now.

    Can be run again; it changes nothing then. Raises `SecretLost`.
    """
    present, *earlier = _secrets()
    for row in KeptKey.objects.select_for_update().order_by("pk"):
        if row.sealed_by != _name(present):
            _seal(row, _opened(row, _secrets()), present)
            row.save()
    for secret in reversed(earlier):
        for use in LASTING:
            key = _derive(secret, use)
            if not KeptKey.objects.filter(use=use, name=_name_of(key)).exists():
                row = KeptKey(use=use, name=_name_of(key))
                _seal(row, key, present)
                row.save()
    look_again()
    return KeptKey.objects.count()


def look_again() -> None:
    """Forget which keys were read from the database; a process reads them once."""
    _kept.cache_clear()


def _secrets() -> tuple[str, ...]:
    """The present secret, then those before it, the newest first."""
    return (settings.CONFIG.secret_key, *settings.CONFIG.earlier_secret_keys)


@functools.lru_cache(maxsize=4)
def _kept(secrets: tuple[str, ...]) -> dict[str, tuple[bytes, ...]]:
    """The keys that lie in the database, by use, the newest first. Raises `SecretLost`."""
    found: dict[str, tuple[bytes, ...]] = {}
    for row in KeptKey.objects.order_by("-pk"):
        found[row.use] = (*found.get(row.use, ()), _opened(row, secrets))
    return found


def _seal(row: KeptKey, key: bytes, secret: str) -> None:
    nonce = os.urandom(NONCE)
    row.sealed = nonce + AESGCM(_derive(secret, "kept keys")).encrypt(nonce, key, _place(row))
    row.sealed_by = _name(secret)


def _opened(row: KeptKey, secrets: tuple[str, ...]) -> bytes:
    secret = next((each for each in secrets if _name(each) == row.sealed_by), None)
    if secret is None:
        raise SecretLost(str(SecretLost.__doc__))
    sealed = bytes(row.sealed)
    try:
        return AESGCM(_derive(secret, "kept keys")).decrypt(sealed[:NONCE], sealed[NONCE:], _place(row))
    except InvalidTag as fault:
        raise SecretLost(
            "An earlier key was changed after it was kept. Put back a copy of the database."
        ) from fault


def _place(row: KeptKey) -> bytes:
    return f"{row.use} {row.name}".encode()


def _name(secret: str) -> str:
    return _name_of(_derive(secret, "kept keys"))


def _name_of(key: bytes) -> str:
    """Sixteen signs that tell which key it is, and nothing about it."""
    return _mac(key, "name")[:16]


def _mac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@functools.lru_cache(maxsize=64)
def _derive(secret: str, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"houvast {use}".encode()).derive(
        secret.encode()
    )
