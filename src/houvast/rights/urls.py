"""Where the laws can be read."""

from django.urls import path

from houvast.rights import guide, lawbook

urlpatterns = [
    path("beleid/regelingen/", lawbook.book, name="lawbook"),
    path("beleid/regelingen.json", lawbook.book_as_json, name="lawbook-json"),
    path("beleid/regelingen/<slug:name>/", lawbook.law, name="law"),
    path("gebeurtenissen/", guide.event_list, name="life-events"),
    path("gebeurtenissen.json", guide.events_as_json, name="life-events-json"),
    path("gebeurtenissen/<slug:name>/", guide.event_page, name="life-event"),
    path("regelingen/<slug:name>/", guide.scheme_page, name="scheme-guide"),
]
