"""What is not yours does not exist.

Takes   a view.
Gives   the same view; who may not do what they asked gets the answer of a page that is not there.
Knows   nothing of who may: `booking.py` asked, and the try stands in the ledger.
"""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpResponse

from houvast.casework.acts import NotYours
from houvast.people.api import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def not_there_for_others(view: View[P]) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Turn `NotYours` into a page that does not exist."""

    @functools.wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotYours as error:
            raise Http404 from error

    return guarded
