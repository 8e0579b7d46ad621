"""Addresses of this room. No number that can be counted: requests have unguessable ids."""

from django.urls import path

from houvast.casework.desk import views as desk

app_name = "casework"
urlpatterns = [
    path("werk/", desk.show_worklist, name="worklist"),
    path("werk/hulpvraag/<uuid:request_id>/", desk.show_request, name="request"),
    path("werk/hulpvraag/<uuid:request_id>/<slug:name>/", desk.act, name="act"),
]
