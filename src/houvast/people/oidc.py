"""Who may vouch for somebody: the OpenID Connect providers that the operator set.

Takes   `HOUVAST_STAFF_OIDC` and `HOUVAST_RESIDENT_OIDC`: `server_url|client_id|client_secret`.
Gives   what allauth and the Content-Security-Policy need to know about them.
Knows   nothing of accounts or Django.
"""

from typing import Any
from urllib.parse import urlsplit

from houvast.config import BadConfig, Config

STAFF = "medewerkers"
RESIDENTS = "bewoners"
_PLAIN_ALLOWED = {"127.0.0.1", "localhost", "[::1]", "::1"}
_KINDS = (
    frozenset({"pwd", "pin", "kba"}),
    frozenset({"otp", "hwk", "swk", "sc", "sms", "tel", "pop"}),
    frozenset({"face", "fpt", "iris", "retina", "vbm"}),
)
_REFUSAL = "Houvast does not start:\n-"


def apps(config: Config) -> list[dict[str, Any]]:
    """The providers as allauth wants them. Raises `BadConfig` on a setting that is unreadable or unsafe."""
    wanted = (
        (STAFF, "Inloggen met uw werkaccount", "HOUVAST_STAFF_OIDC", config.staff_oidc),
        (
            RESIDENTS,
            "Inloggen met DigiD of een andere sleutel",
            "HOUVAST_RESIDENT_OIDC",
            config.resident_oidc,
        ),
    )
    return [_app(key, name, variable, value) for key, name, variable, value in wanted if value]


def origins(config: Config) -> list[str]:
    """Where a sign-in form may end up: without them the browser stops at our own door."""
    servers = [urlsplit(app["settings"]["server_url"]) for app in apps(config)]
    return sorted({f"{server.scheme}://{server.netloc}" for server in servers})


def recognised_twice(methods: object) -> bool:
    """Whether the provider recognised this person in two ways, by what it signed as `amr` (RFC 8176).

    Either it says so (`mfa`), or it names two kinds: what one knows, what one has, what one is.
    """
    if not isinstance(methods, list):
        return False
    return "mfa" in methods or sum(not kind.isdisjoint(map(str, methods)) for kind in _KINDS) >= 2


def _app(key: str, name: str, variable: str, value: str) -> dict[str, Any]:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 3 or not all(parts):
        raise BadConfig(
            f"Houvast does not start:\n- {variable} must be `server_url|client_id|client_secret`."
        )
    server = urlsplit(parts[0])
    if server.scheme != "https" and server.hostname not in _PLAIN_ALLOWED:
        raise BadConfig(
            f"Houvast does not start:\n- {variable} must begin with https://; {parts[0]!r} does not."
        )
    return {
        "provider_id": key,
        "name": name,
        "client_id": parts[1],
        "secret": parts[2],
        "settings": {"server_url": parts[0], "oauth_pkce_enabled": True},
    }
