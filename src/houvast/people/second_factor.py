"""Whether a professional proved twice who they are.

Takes   the account and the session.
Gives   yes or no.
Knows   nothing of pages; `people.doors` sends somebody without one to where it is set.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from houvast.people.models import Account

SESSION_PROVIDER_DID = "houvast_second_factor_by_provider"
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_demo() -> bool:
    """Whether this is a fictional city. Only there can somebody come in by choosing who to be."""
    return not settings.CONFIG.production


def is_missing(request: HttpRequest, account: Account) -> bool:
    """Whether this professional may not yet see anything.

    allauth asks everybody who has a second factor for it at sign-in; so having one, and a session, is
    having used it. A provider that says it did so itself (`amr` holds `mfa`, RFC 8176) counts too. The demo
    has no real data.
    """
    if is_demo():
        return False
    if request.session.get(SESSION_PROVIDER_DID) == str(account.pk):
        return False
    return not Authenticator.objects.filter(user_id=account.pk, type__in=STRONG).exists()
