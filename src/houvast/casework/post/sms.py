"""SMS, over the HTTP door of a provider.

Takes   one message, ready to go; the door from the settings (`HOUVAST_SMS_SERVER`).
Gives   nothing when the provider took it.
Knows   nothing of the outbox, and of no provider in particular.

One POST with JSON `{"to", "text", "reference"}`; the token of the setting as `Authorization: Bearer`, and the
message's own id as `Idempotency-Key`, so that a provider that knows the header sends it once. A provider with
another form gets a small translator in front of it.
"""

import json
import urllib.error
import urllib.request
from urllib.parse import unquote, urlsplit, urlunsplit

from houvast.casework.post.channels import Outgoing, Refused, Unreachable
from houvast.outward import straight

SECONDS = 10
FOR_NOW = {408, 425, 429}
"""Refusals that ask to come back later; every other 4xx is for ever."""


class Sms:
    """One provider."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._token = unquote(parts.username or "")
        place = parts.netloc.rpartition("@")[2]
        self._address = urlunsplit((parts.scheme, place, parts.path, parts.query, ""))

    def send(self, outgoing: Outgoing) -> None:
        """One SMS."""
        body = {"to": outgoing.to, "text": outgoing.short, "reference": outgoing.message_id}
        asked = urllib.request.Request(  # noqa: S310 - http and https only, `config.py` refuses all else
            self._address,
            data=json.dumps(body).encode(),
            method="POST",
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self._token}",
                "Idempotency-Key": outgoing.message_id,
            },
        )
        try:
            with straight().open(asked, timeout=SECONDS):
                return
        except urllib.error.HTTPError as fault:
            fault.close()
            if fault.code >= 500 or fault.code in {401, 403}:  # theirs, or our token: nobody is given up on
                raise Unreachable(f"HTTP {fault.code}") from None
            raise Refused(f"HTTP {fault.code}", for_ever=fault.code not in FOR_NOW) from None
        except OSError as fault:
            raise Unreachable(type(fault).__name__) from None

    def close(self) -> None:
        """Nothing stays open."""
