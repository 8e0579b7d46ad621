"""The door for granian without reading the laws first: whoever is killed fifty times must start quickly."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
application = get_wsgi_application()
