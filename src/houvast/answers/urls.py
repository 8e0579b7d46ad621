"""The addresses of answers."""

from django.urls import path

from houvast.answers import views

app_name = "answers"
urlpatterns = [
    path("antwoord/", views.ask, name="ask"),
    path("antwoord/<slug:name>/", views.topic, name="topic"),
    path("antwoord/<slug:name>.json", views.as_json, name="topic-json"),
    path("woorden/", views.glossary, name="words"),
]
