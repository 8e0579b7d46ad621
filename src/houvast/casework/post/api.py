"""All that the rest of casework may use of the outbox.

    post.queue(resident, "news", post.About(reference="26-123456", request=request.pk),
               key=f"event {event.pk}", at=at)

in the transaction of what caused it. A kind of news that is not in `kinds.py` does not exist; add it there.
"""

from houvast.casework.post.erasure import erase, export
from houvast.casework.post.kinds import NoSuchKind
from houvast.casework.post.models import Channel
from houvast.casework.post.outbox import About, NotForPost, queue, waits, withdraw
from houvast.casework.post.sending import Tally, deliver
from houvast.casework.post.wishes import Addresses, addresses_of, wanted, wish

__all__ = [
    "About",
    "Addresses",
    "Channel",
    "NoSuchKind",
    "NotForPost",
    "Tally",
    "addresses_of",
    "deliver",
    "erase",
    "export",
    "queue",
    "waits",
    "wanted",
    "wish",
    "withdraw",
]
