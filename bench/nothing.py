"""A Django that does nothing: one address, one word, no middleware. No page of ours can be faster."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="nothing", LOGGING_CONFIG=None
)


def nothing(request: HttpRequest) -> HttpResponse:
    """The least that a page can be."""
    return HttpResponse("ok")


urlpatterns = [path("gezond", nothing)]
application = get_wsgi_application()
