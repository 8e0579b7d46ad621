"""Django's settings, made from one `Config`. What an operator may change stands in `config.py`."""

from pathlib import Path

from csp.constants import NONE, SELF

from houvast.config import database, from_environment
from houvast.people import oidc
from houvast.people.mail import mail_server

CONFIG = from_environment()
CONFIG.data_dir.mkdir(parents=True, exist_ok=True)
PACKAGE = Path(__file__).parent

DEBUG = CONFIG.debug
SECRET_KEY = CONFIG.secret_key
SECRET_KEY_FALLBACKS = list(CONFIG.earlier_secret_keys)
ALLOWED_HOSTS = list(CONFIG.hosts)
ROOT_URLCONF = "houvast.web.urls"
WSGI_APPLICATION = "houvast.wsgi.application"
DATABASES = {"default": database(CONFIG)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "houvast.ui",
    "houvast.people",
    "houvast.ledger",
    "houvast.vault",
    "houvast.rights",
    "houvast.money",
    "houvast.casework",
    "houvast.casework.appointments",
    "houvast.casework.life_events",
    "houvast.casework.plan",
    "houvast.casework.post",
    "houvast.answers",
    "houvast.learning",
    "houvast.conversation",
    "houvast.web",
    "houvast.jobs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are several times as light; Django pads them, so that their size tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "houvast.web.policy.PolicyMiddleware",
    "houvast.web.caching.NothingIsKept",
    "houvast.web.clock.ClockMiddleware",
    "houvast.web.faults.FaultMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "houvast.ui.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "houvast.people.actors.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("houvast.ui.settled.loader.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "houvast.ui.context.page",
                "houvast.ui.seal.seal",
            ],
        },
    }
]

# --- Who signs in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# What allauth asks; how it behaves here stands in people/adapters.py.
ACCOUNT_ADAPTER = "houvast.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to whoever somebody else types in
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if CONFIG.production else "http"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/15m/ip,5/15m/key"}
LOGIN_URL = "account_login"
MFA_ADAPTER = "houvast.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.production  # a passkey on http://localhost, in the demo
SOCIALACCOUNT_ADAPTER = "houvast.people.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # an address that a provider tells lets nobody in
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc.apps(CONFIG)}}
# allauth counts its attempts in the cache; in the database, because several processes must count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if CONFIG.production else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = CONFIG.data_dir / "mail"
MAIL = mail_server(CONFIG)
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 10  # seconds; a page never waits longer for a mail server
DEFAULT_FROM_EMAIL = CONFIG.mail_from

# --- Safety -------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *oidc.origins(CONFIG)],
        "manifest-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "houvast.web.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "houvast.web.faults.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.production
SECURE_HSTS_SECONDS = 31_536_000 if CONFIG.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.production
SECURE_SSL_REDIRECT = CONFIG.production
SECURE_REDIRECT_EXEMPT = [r"^gezond$"]  # whoever watches over the machine asks without TLS
SILENCED_SYSTEM_CHECKS = [
    "security.W021"
]  # putting a domain on the browsers' preload list is the City's to decide
if CONFIG.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
# A file is never written to a disk on its way in: it may hold account numbers. What is larger than Django's
# 2.5 MB in memory does not arrive, and the form says so.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# --- Language, time, files ----------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("tr", "Türkçe"), ("ar", "العربية")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data_dir / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # empty until `houvast collect`; whitenoise warns when it is not there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Jobs ---------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Logs: never a value that somebody typed ----------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "houvast.web.logs.NoPersonalData"}},
    "formatters": {
        "bare": {
            "()": "houvast.web.logs.Bare",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["private"], "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django would add handlers of its own, without our filter, and mail whole requests to administrators.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
