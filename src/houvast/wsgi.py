"""The door for granian, or any other WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
application = get_wsgi_application()

from houvast.rights.api import corpus  # noqa: E402 - a room with tables can be imported only from here on

corpus()  # read the laws now: nobody's first page waits for them
gc.collect()
gc.freeze()  # they stay for ever: the collector need not look at them again during somebody's page
