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


def is_missing(request: HttpRequest, account: Account) -> bool:
    """Whether this professional may not yet see anything.

    allauth asks everybody who has a second factor for it at sign-in; so having one, and a session, is
    having used it. A provider that says it did so itself (`amr` holds `mfa`, RFC 8176) counts too. The demo
    has no real data.
    """
    if not settings.CONFIG.production:
        return False
    if request.session.get(SESSION_PROVIDER_DID):
        return False
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not Authenticator.objects.filter(user_id=account.pk, type__in=kinds).exists()
