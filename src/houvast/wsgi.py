"""The door for granian, or any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
application = get_wsgi_application()

from houvast.web import (  # noqa: E402 - a room with tables can be imported only from here on
    beforehand,
    clock,
    one_thread,
)

one_thread.keep_by_thread()
beforehand.make_ready(on=clock.now().date())
