"""The one place below which nobody asks the time.

Takes   a request.
Gives   `request.now` (an aware moment, Europe/Amsterdam) and `request.today`: one value for a whole request.
Knows   nothing of what is done with it. A test replaces `now` here and the whole house lives on that day.
"""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """This moment, in Amsterdam."""
    return dt.datetime.now(tz=AMSTERDAM)  # noqa: TID251 - this is the clock that the ban points at


class ClockMiddleware:
    """Gives every request its moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        moment = now()
        request.now, request.today = moment, moment.date()  # type: ignore[attr-defined]  # see people.api.Request
        return self.get_response(request)
