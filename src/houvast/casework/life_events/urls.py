"""The address of a life event for one request."""

from django.urls import path

from houvast.casework.life_events import views

urlpatterns = [
    path("werk/hulpvraag/<uuid:request_id>/gebeurtenis/<slug:name>/", views.show, name="life-event"),
]
