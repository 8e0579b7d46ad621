"""Addresses of this part."""

from django.urls import path

from houvast.casework.buffer import views

urlpatterns = [path("werk/hulpvraag/<uuid:request_id>/noodbuffer/", views.grant, name="grant")]
