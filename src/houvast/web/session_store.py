"""Where Django keeps sessions: in the database, as its own store does.

Takes   the key of a session.
Gives   the session. The SQL that finds it is written once: every page of somebody who came in asks it.
Knows   nothing of what is in it. Django itself says until when it lasts, so the database's clock counts,
        and not the one clock of the house.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField
from django.db.models.functions import Now

from houvast.prepared import Given, Prepared

_kept: Prepared[Session] = Prepared(
    lambda: Session.objects.filter(session_key=Given("key", CharField()), expire_date__gt=Now())
)


class SessionStore(db.SessionStore):
    """Django's own, save for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        kept = _kept.first(key=self.session_key)
        if kept is None:
            self._session_key = None  # as Django does: whoever has a key that is none gets a new one
        return kept
