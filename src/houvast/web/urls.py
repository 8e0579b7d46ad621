"""Every address, in one place; a room brings its own list in `<room>/urls.py`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
]
