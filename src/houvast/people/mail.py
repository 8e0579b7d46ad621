"""Where mail leaves this house.

Takes   `HOUVAST_MAIL_SERVER`: `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte.
Gives   what Django wants to know of it.
Knows   nothing of letters, people or Django.
"""

import dataclasses
from urllib.parse import unquote, urlsplit

from houvast.config import BadConfig, Config

_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclasses.dataclass(frozen=True)
class MailServer:
    """One server; only this machine itself is spoken to without `starttls` or `tls`."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail_server(config: Config) -> MailServer:
    """The server that was set, else this machine's own. Raises `BadConfig` when it cannot be read."""
    parts = urlsplit(config.mail_server or "smtp://localhost:25")
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port == 0:
        # Not the address itself: it may hold a password.
        raise BadConfig(
            "Houvast does not start:\n- HOUVAST_MAIL_SERVER must be `smtp://user:password@host:port` or `smtps://...`."
        )
    tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=port or (465 if tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=not tls and parts.hostname not in _HERE,
        tls=tls,
    )
