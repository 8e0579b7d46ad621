"""Where the laws can be read."""

from django.urls import path

from houvast.rights import lawbook

urlpatterns = [
    path("beleid/regelingen/", lawbook.book, name="lawbook"),
    path("beleid/regelingen.json", lawbook.book_as_json, name="lawbook-json"),
    path("beleid/regelingen/<slug:name>/", lawbook.law, name="law"),
]
