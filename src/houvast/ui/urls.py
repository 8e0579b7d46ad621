"""Addresses of the look itself: the language switch and the gallery."""

from django.urls import path

from houvast.ui import gallery, languages

urlpatterns = [
    path("taal/", languages.switch, name="taal"),
    path("onderdelen/", gallery.show, name="onderdelen"),
]
