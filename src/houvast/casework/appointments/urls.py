"""Addresses of appointments; `casework/urls.py` takes them in, before its own."""

from django.urls import path

from houvast.casework.appointments import desk, views

app_name = "appointments"
RESIDENT = "volg/<uuid:request_id>/"
DESK = "werk/hulpvraag/<uuid:request_id>/afspraak/"
urlpatterns = [
    path("volg/agenda/", views.feed, name="feed"),
    path("agenda/<str:secret>.ics", views.read_feed, name="read-feed"),
    path(f"{RESIDENT}afspraak/", views.choose, name="choose"),
    path(f"{RESIDENT}afspraak/<uuid:appointment_id>/", views.show, name="one"),
    path(f"{RESIDENT}afspraak/<uuid:appointment_id>/afzeggen/", views.cancel, name="cancel"),
    path(f"{RESIDENT}afspraak/<uuid:appointment_id>/afspraak.ics", views.file, name="file"),
    path(f"{RESIDENT}inloop/", views.walk_in, name="walk-in"),
    path(f"{RESIDENT}wachtlijst/", views.wait, name="wait"),
    path(f"{RESIDENT}aanbod/<uuid:offer_id>/", views.answer, name="answer"),
    path("werk/agenda/", desk.week, name="week"),
    path("werk/agenda/uren/", desk.hours, name="hours"),
    path("werk/agenda/koppeling/", desk.feed, name="desk-feed"),
    path(DESK, desk.choose, name="desk-choose"),
    path(f"{DESK}<uuid:appointment_id>/<slug:what>/", desk.act, name="desk-act"),
]
