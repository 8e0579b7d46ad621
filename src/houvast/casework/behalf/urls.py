"""Addresses of acting on somebody's behalf; `casework/urls.py` takes them in, before its own."""

from django.urls import path

from houvast.casework.behalf import desk, views

app_name = "behalf"
urlpatterns = [
    path("volg/namens/", views.mine, name="mine"),
    path("volg/namens/<uuid:mandate_id>/<slug:what>/", views.change, name="change"),
    path("namens/", views.theirs, name="theirs"),
    path("namens/<uuid:mandate_id>/<slug:what>/", views.act, name="act"),
    path("werk/hulpvraag/<uuid:request_id>/namens/", desk.show, name="desk"),
    path("werk/hulpvraag/<uuid:request_id>/namens/<uuid:mandate_id>/einde/", desk.end, name="desk-end"),
]
