"""The one way out over HTTP: to an address of the settings, and nowhere else.

Takes   a request that a room made.
Gives   the answer of that very address. A server that sends us on is answered with its own 3xx, as an
        `urllib.error.HTTPError`.
Knows   nothing of what is sent. Every room may use it, as it may use `config`.
"""

import functools
import urllib.request
from email.message import Message
from typing import IO


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A token, a number or a text is meant for one machine: it never goes where that machine points."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Never."""
        return


@functools.cache
def straight() -> urllib.request.OpenerDirector:
    """Opens a request without following any redirect. It keeps nothing, so every thread may use it."""
    return urllib.request.build_opener(_NoDetour())
