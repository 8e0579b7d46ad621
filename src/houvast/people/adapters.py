"""How allauth behaves here.

Takes   what allauth asks: who may sign up, what an identity of a provider is worth, where to go next.
Gives   our answers.
Knows   nothing of requests for help.
"""

import base64
import logging
from typing import Any, ClassVar, NoReturn, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from houvast.people import oidc
from houvast.people.keys import derived_keys
from houvast.people.limits import client_of
from houvast.people.models import Account, Professional, Resident, Role
from houvast.people.residents import keep_with_account
from houvast.people.second_factor import SESSION_PROVIDER_DID, STRONG

log = logging.getLogger(__name__)
SESSION_KEEP = "houvast_keep"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with e-mail and password. Only a resident who is in with a code can make an account."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "enter_current_password": _("Dit is niet uw wachtwoord van nu."),
        "incorrect_code": _("Deze code klopt niet. Is hij misschien verlopen?"),
        "too_many_login_attempts": format_lazy(
            _("Dit is te vaak geprobeerd. Probeer het over een kwartier opnieuw. Of bel {phone}."),
            phone=settings.CONFIG.phone,
        ),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same client as our own limits count."""
        return client_of(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only to keep one's own request for help; staff accounts are made by an administrator."""
        return SESSION_KEEP in request.session

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The worklist for who has one, the request page for a resident."""
        account = cast("Account", request.user)  # nobody else gets here: this is asked after signing in
        professional = Professional.objects.filter(account=account, active=True).first()
        if professional is None:
            return "/volg/"
        return "/werk/" if professional.roles & {Role.COUNSELLOR, Role.TEAM_LEAD} else "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Back to the request that was kept."""
        return "/volg/"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; note a refused one, without what was typed."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            log.warning("refused: too many sign-ins")
            raise

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, and keep the request for help with this account when that was asked."""
        wanted = request.session.pop(SESSION_KEEP, None)
        super().login(request, user)
        if wanted is not None and not keep_with_account(wanted, user):
            log.warning("an account that belongs to somebody else was not joined to a resident")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """No cheering at the door: coming in and going out is seen, it needs no message."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *rest, **more)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with a provider. Nobody becomes somebody by it: they must be known, or be in with a code."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never by allauth itself; `pre_social_login` has joined whoever may come in."""
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **_more: Any
    ) -> None:
        """Note that it failed, for who looks after the setting; the answer itself may hold personal data."""
        log.warning("sign-in with a provider failed: %s, %s", error, type(exception).__name__)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find out whose identity this is. Shows a page that says so when nobody here has it."""
        if sociallogin.state.get("process", "login") != "login":
            _turn_away(request, "people/unknown_identity.html")
        if sociallogin.account.provider == oidc.STAFF:
            _staff(request, sociallogin)
        else:
            _resident(request, sociallogin)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors, with their secrets hidden in the database."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Is hij misschien verlopen?"),
        "cannot_delete_authenticator": _("Zet eerst een ander tweede slot. Daarna kan dit slot weg."),
    }

    def get_totp_issuer(self) -> str:
        """What the app on somebody's phone calls us."""
        return "Houvast"

    def encrypt(self, text: str) -> str:
        """Hide an app's secret or the recovery codes: a copy of the database opens no door."""
        return _hidden().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _hidden().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A professional keeps at least one second factor."""
        if not Professional.objects.filter(account_id=authenticator.user_id).exists():
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=STRONG)
        return authenticator.type not in STRONG or others.exclude(pk=authenticator.pk).exists()


def _staff(request: HttpRequest, sociallogin: SocialLogin) -> None:
    claims = _claims(sociallogin)
    if not sociallogin.is_existing:
        account = Account.objects.filter(email=str(claims.get("email") or "").lower()).first()
        if account is None or claims.get("email_verified") is False or not _works_here(account):
            _turn_away(request, "people/unknown_professional.html")
        sociallogin.connect(request, account)
    if not _works_here(sociallogin.user):
        _turn_away(request, "people/unknown_professional.html")
    if request.user.is_authenticated:
        logout(request)
    if oidc.recognised_twice(sociallogin.account.extra_data.get("id_token", {}).get("amr")):
        request.session[SESSION_PROVIDER_DID] = str(sociallogin.user.pk)


def _resident(request: HttpRequest, sociallogin: SocialLogin) -> None:
    if sociallogin.is_existing:
        known = Resident.objects.filter(account=sociallogin.user, erased_at=None).exists()
        if not known and SESSION_KEEP not in request.session:
            _turn_away(request, "people/unknown_identity.html")
        return
    if SESSION_KEEP not in request.session:
        _turn_away(request, "people/unknown_identity.html")
    sociallogin.connect(request, Account.objects.create_user(None))


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    said = sociallogin.account.extra_data
    return {**said.get("id_token", {}), **said.get("userinfo", {})}


def _works_here(account: Account) -> bool:
    return account.is_active and Professional.objects.filter(account=account, active=True).exists()


def _turn_away(request: HttpRequest, template: str) -> NoReturn:
    log.warning("refused: an identity that nobody here has")
    raise ImmediateHttpResponse(render(request, template, status=403))


def _hidden() -> MultiFernet:
    """Hides with the present key, and opens what was hidden with any before it."""
    keys = derived_keys("second factor")
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
