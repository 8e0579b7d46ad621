"""Who is in stays in when HOUVAST_SECRET_KEY is replaced.

Takes   the sessions in the database, some of them signed with an earlier secret.
Gives   the same sessions, signed with the present one.
Knows   nothing of what a session keeps, save Django's own mark of the password.
"""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import constant_time_compare

from houvast.people.models import Account


def sign_again() -> int:
    """Sign every session with the present secret; gives how many. One that nobody can read stays as it is."""
    return sum(_signed(key) for key in list(Session.objects.values_list("pk", flat=True)))


@transaction.atomic
def _signed(key: str) -> bool:
    row = Session.objects.select_for_update().filter(pk=key).first()
    kept = row.get_decoded() if row is not None else {}
    if row is None or not kept:
        return False
    if SESSION_KEY in kept and BACKEND_SESSION_KEY in kept:
        _mark(kept)
    row.session_data = Session.objects.encode(kept)
    row.save(update_fields=["session_data"])
    return True


def _mark(kept: dict[str, str]) -> None:
    """Make the mark of the password anew, when it was made with an earlier secret and still holds."""
    account = Account.objects.filter(pk=kept[SESSION_KEY]).first()
    mark = kept.get(HASH_SESSION_KEY, "")
    if account is not None and any(
        constant_time_compare(mark, earlier) for earlier in account.get_session_auth_fallback_hash()
    ):
        kept[HASH_SESSION_KEY] = account.get_session_auth_hash()
