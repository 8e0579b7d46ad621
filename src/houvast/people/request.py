"""What a request looks like once the clock and the people have seen it."""

import datetime as dt

from django.http import HttpRequest

from houvast.people.actor import Actor

SESSION_RESIDENT = "houvast_resident"
SESSION_MANDATE = "houvast_mandate"
"""What a session keeps: who came in with a code, and by which mandate they act."""


class Request(HttpRequest):
    """A request with its moment and its actor. A type for views; the middleware fills it in."""

    now: dt.datetime
    today: dt.date
    actor: Actor
    lacks_second_factor: bool
