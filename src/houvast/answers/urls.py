"""The addresses of answers."""

from django.urls import path

from houvast.answers import at_work, views, wording_views

app_name = "answers"
urlpatterns = [
    path("antwoord/", views.ask, name="ask"),
    path("antwoord/bedoelt-u/", wording_views.proposal, name="proposal"),
    path("antwoord/<slug:name>/anders/", wording_views.other_words, name="other-words"),
    path("antwoord/<slug:name>/", views.topic, name="topic"),
    path("antwoord/<slug:name>.json", views.as_json, name="topic-json"),
    path("werk/antwoord/<slug:name>/", at_work.scheme, name="at-work"),
    path("beleid/zonder-antwoord/", at_work.unanswered_page, name="unanswered"),
    path("woorden/", views.glossary, name="words"),
]
