"""Addresses of this room. No number that can be counted."""

from django.urls import path

from houvast.learning import views

app_name = "learning"
urlpatterns = [
    path("werk/overleg/", views.tables, name="tables"),
    path("werk/overleg/<uuid:meeting_id>/", views.show_table, name="table"),
    path("werk/overleg/uitkomst/<uuid:topic_id>/", views.write, name="outcome"),
    path("werk/overleg/breng/<uuid:request_id>/", views.bring, name="bring"),
]
