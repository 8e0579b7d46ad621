"""What an operator may set, read once from the environment.

Takes   environment variables whose names begin with `HOUVAST_`, and `DATABASE_URL`.
Gives   one frozen, typed `Config`; every field tells what it is for and what happens without it.
Knows   nothing of Django: `settings.py` turns this into Django's settings.
"""

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

DEMO_SECRET = "demo-only-never-use-this-in-production"  # noqa: S105 - refused in production mode, see `_refuse`
ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = (ROOT / "pyproject.toml").is_file()  # else this is an installed package


class BadConfig(ValueError):
    """The environment asks for something unsafe or unreadable. Refuse to start; say what to set."""


def setting(name: str, help_text: str, default: Any = "") -> Any:
    """A field that is read from the environment variable `name` and documented by `help_text`."""
    return dataclasses.field(default=default, metadata={"env": name, "help": help_text})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Config:
    """Everything that may differ from one installation to the next."""

    mode: str = setting(
        "HOUVAST_MODE",
        "`production`, or `demo` for a fictional city with a demo sign-in. "
        "Production refuses unsafe settings.",
        "demo",
    )
    secret_key: str = setting(
        "HOUVAST_SECRET_KEY",
        "Signs sessions and links. At least 50 random characters in production.",
        DEMO_SECRET,
    )
    earlier_secret_keys: tuple[str, ...] = setting(
        "HOUVAST_EARLIER_SECRET_KEYS",
        "What HOUVAST_SECRET_KEY was before, the newest first, separated by commas. Only until "
        "`houvast rotate-secret-key` has run (docs/how-to/change-the-keys.md).",
        (),
    )
    vault_key: str = setting(
        "HOUVAST_VAULT_KEY",
        "Wraps the key of every resident. At least 50 random characters in production; keep a copy apart "
        "from the database, because without it nothing personal can be read any more.",
        DEMO_SECRET,
    )
    hosts: tuple[str, ...] = setting(
        "HOUVAST_HOSTS",
        "The host names under which this runs, separated by commas. `*` is refused in production.",
        ("127.0.0.1", "localhost", "[::1]"),
    )
    debug: bool = setting(
        "HOUVAST_DEBUG", "`1` shows errors with code to whoever asks. Refused in production.", False
    )
    database_url: str = setting(
        "DATABASE_URL",
        "`postgres://user:password@host:port/name` or `sqlite:///path`. Without it: SQLite in `var/`.",
    )
    patience: int = setting(
        "HOUVAST_PATIENCE",
        "How many seconds a request waits for a busy database before it says so.",
        20,
    )
    data_dir: Path = setting(
        "HOUVAST_DATA_DIR",
        "Where the SQLite database and the collected static files live. An installed package takes "
        "`~/.local/share/houvast`.",
        ROOT / "var" if CHECKOUT else Path.home() / ".local" / "share" / "houvast",
    )
    laws_dir: Path = setting(
        "HOUVAST_LAWS_DIR", "Another corpus of laws than the one that comes along.", Path()
    )
    city: str = setting(
        "HOUVAST_CITY",
        "Which municipality's folder in `laws/` applies beside the national laws.",
        "amsterdam",
    )
    phone: str = setting(
        "HOUVAST_PHONE", "The number that a resident can call for a person, shown on every page.", "14 020"
    )
    security_contact: str = setting(
        "HOUVAST_SECURITY_CONTACT",
        "Where to report a hole, as `mailto:` or `https:`; shown in `/.well-known/security.txt`.",
    )
    staff_oidc: str = setting(
        "HOUVAST_STAFF_OIDC",
        "Sign-in for professionals with an OpenID Connect provider: `server_url|client_id|client_secret`.",
    )
    resident_oidc: str = setting(
        "HOUVAST_RESIDENT_OIDC",
        "Sign-in for residents with an OpenID Connect broker (DigiD, Yivi): "
        "`server_url|client_id|client_secret`.",
    )
    mail_server: str = setting(
        "HOUVAST_MAIL_SERVER",
        "Where mail leaves: `smtp://user:password@host:port` (with STARTTLS) or `smtps://...`. "
        "Without it: this machine's own mail server. The demo writes its mail into the data folder.",
    )
    mail_from: str = setting(
        "HOUVAST_MAIL_FROM",
        "From whom mail comes, as `Houvast <houvast@example.nl>`.",
        "Houvast <houvast@localhost>",
    )
    address: str = setting(
        "HOUVAST_ADDRESS",
        "Where people reach this, for the links in mail, as `https://houvast.example.nl`. Without it: "
        "`https://` with the first of HOUVAST_HOSTS; in the demo this machine's port 8000.",
    )
    sms_server: str = setting(
        "HOUVAST_SMS_SERVER",
        "Where an SMS leaves: `https://token@host/path`, which takes JSON with `to`, `text` and `reference` "
        "(docs/how-to/send-sms-and-letters.md). Without it nobody is offered SMS.",
    )
    pays_from: str = setting(
        "HOUVAST_PAYS_FROM",
        "The account that the emergency buffer is paid from: `name|IBAN|BIC`. Without it no payment file can "
        "be made; the demo takes a made-up one.",
    )
    language_model: str = setting(
        "HOUVAST_LANGUAGE_MODEL",
        "A language model that may say our texts plainer or in another language and propose what a question "
        "is about, never add a fact: `https://host/v1|key|model`, the protocol of OpenAI "
        "(docs/how-to/connect-a-language-model.md). Without it: our own texts, and nobody misses anything.",
    )
    behind_proxy: bool = setting(
        "HOUVAST_BEHIND_PROXY",
        "`1` when a proxy in front ends TLS and sets X-Forwarded-Proto and X-Forwarded-For.",
        False,
    )

    @property
    def production(self) -> bool:
        """Whether real people's data may be in here."""
        return self.mode == "production"

    @property
    def site(self) -> str:
        """The address that links in mail begin with, without a slash at its end."""
        if self.address:
            return self.address.rstrip("/")
        return f"https://{self.hosts[0]}" if self.production and self.hosts else "http://127.0.0.1:8000"

    @property
    def host(self) -> str:
        """The name of that address, without a port: what the Message-ID of a mail ends with."""
        return urlsplit(self.site).hostname or "localhost"

    @property
    def corpus_dir(self) -> Path:
        """The folder with the laws: what was set, else the checkout's, else what the package brought."""
        if self.laws_dir != Path():
            return self.laws_dir
        checkout = ROOT / "laws"
        return checkout if checkout.is_dir() else Path(__file__).parent / "corpus"


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the configuration, or raise `BadConfig` with every fault and what to set instead."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    for field in dataclasses.fields(Config):
        name = field.metadata["env"]
        raw = environ.get(name, "").strip()
        try:
            values[field.name] = _parse(raw, name, field.default) if raw else field.default
        except BadConfig as fault:
            faults.append(str(fault))
            values[field.name] = field.default
    config = Config(**values)
    faults += _faults(config)
    if faults:
        raise BadConfig("Houvast does not start:\n" + "\n".join(f"- {fault}" for fault in faults))
    return config


def _parse(raw: str, name: str, default: Any) -> Any:
    """Read one text as what the default is; `bool` before `int`, because in Python a bool is an int."""
    if isinstance(default, bool):
        if raw not in {"0", "1"}:
            raise BadConfig(f"{name} is {raw!r}; set it to 1 (yes) or 0 (no).")
        return raw == "1"
    if isinstance(default, int):
        if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw) <= 3600:
            raise BadConfig(f"{name} is {raw!r}; set it to a whole number from 1 to 3600.")
        return int(raw)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    if isinstance(default, Path):
        return Path(raw).expanduser().resolve()
    return raw


def _faults(config: Config) -> list[str]:
    faults = []
    if config.mode not in {"demo", "production"}:
        faults.append(f"HOUVAST_MODE is {config.mode!r}; set it to `production` or `demo`.")
    faults += [
        # Not the address itself: it may hold a token.
        f"{name} is no address; set it to `https://` with a host, or unset it."
        for name, value in (("HOUVAST_ADDRESS", config.address), ("HOUVAST_SMS_SERVER", config.sms_server))
        if value and not _is_an_address(value, production=config.production)
    ]
    if config.language_model and not _is_a_model(config.language_model, production=config.production):
        faults.append(
            "HOUVAST_LANGUAGE_MODEL is not `https://host/v1|key|model`; set it so, or unset it. `http://` is "
            "for a model on this machine only."
        )
    if not config.production:
        return faults
    for name, value in (("HOUVAST_SECRET_KEY", config.secret_key), ("HOUVAST_VAULT_KEY", config.vault_key)):
        if value == DEMO_SECRET or len(value) < 50 or len(set(value)) < 10:
            faults.append(
                f"{name} must be at least 50 random characters; make one with "
                '`python3 -c "import secrets; print(secrets.token_urlsafe(50))"`.'
            )
    if config.secret_key == config.vault_key and config.secret_key != DEMO_SECRET:
        faults.append("HOUVAST_VAULT_KEY must differ from HOUVAST_SECRET_KEY; make a second one.")
    if {config.secret_key, config.vault_key} & set(config.earlier_secret_keys):
        faults.append(
            "HOUVAST_EARLIER_SECRET_KEYS names a key that is in use now; it takes only what "
            "HOUVAST_SECRET_KEY was before."
        )
    if config.debug:
        faults.append("HOUVAST_DEBUG shows code and data to strangers; unset it.")
    if "*" in config.hosts or config.hosts == Config.hosts:
        faults.append(
            "HOUVAST_HOSTS must name your own hosts, for example `houvast.example.nl`; `*` is refused."
        )
    return faults


def _is_a_model(text: str, *, production: bool) -> bool:
    """Whether this names an address and a model; the key in the middle may be empty."""
    address, *rest = text.split("|")
    here = urlsplit(address).hostname in {"127.0.0.1", "localhost", "::1"}
    return len(rest) == 2 and bool(rest[1]) and _is_an_address(address, production=production and not here)


def _is_an_address(text: str, *, production: bool) -> bool:
    """Whether this is an address of the web; in production only one that is spoken to with TLS."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ({"https"} if production else {"https", "http"}) and bool(parts.hostname)
    except ValueError:
        return False


def database(config: Config) -> dict[str, Any]:
    """Django's `DATABASES["default"]` for this configuration. Raises `BadConfig` when it is unreadable."""
    url = config.database_url or f"sqlite:///{config.data_dir / 'houvast.sqlite3'}"
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and len(rest) > 1:
        return _sqlite(config, rest[1:])
    if scheme in {"postgres", "postgresql"} and "/" in rest.rstrip("/"):
        return _postgres(config, url)
    raise BadConfig(
        f"Houvast does not start:\n- DATABASE_URL begins with {scheme[:20]!r} or misses a part; use "
        "`postgres://user:password@host:port/name` or `sqlite:///path`."
    )


def _sqlite(config: Config, path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        # IMMEDIATE: who reads and then writes must queue, not fail with "database is locked".
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": config.patience,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
        },
        # A file, not memory: the tests meet the same locks as a city does.
        "TEST": {"NAME": str(config.data_dir / "test.sqlite3")},
    }


def _postgres(config: Config, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    where = parts.netloc.rpartition("@")[2]  # not `hostname`: it turns a socket's path into small letters
    host, _, port = where.partition(":")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # As on SQLite: whoever waits longer for somebody else's lock hears so, and can try again.
            "options": f"-c lock_timeout={config.patience}s -c idle_in_transaction_session_timeout=60s",
        },
    }
