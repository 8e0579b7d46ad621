"""Keys that are made from the one secret, each for one use only.

Takes   the secret that the operator set (`HOUVAST_SECRET_KEY`) and the name of a use.
Gives   32 bytes that tell nothing about the secret or about another use's key.
Knows   nothing of what is signed or hidden with them.
"""

import functools
import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def derived_key(use: str) -> bytes:
    """The key for this use: 32 bytes, the same on every machine that has the same secret (HKDF-SHA256, RFC
    5869).
    """
    return _derive(settings.CONFIG.secret_key, use)


def digest(use: str, text: str) -> str:
    """A keyed digest (HMAC-SHA256, 64 hexadecimal signs): equal texts match, and nobody reads the text from
    it.
    """
    return hmac.new(derived_key(use), text.encode(), hashlib.sha256).hexdigest()


@functools.lru_cache(maxsize=64)
def _derive(secret: str, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"houvast {use}".encode()).derive(
        secret.encode()
    )
