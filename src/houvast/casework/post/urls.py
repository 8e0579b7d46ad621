"""Addresses of the outbox; `casework/urls.py` takes them in, before its own and under its own names."""

from django.urls import path

from houvast.casework.post import views

urlpatterns = [
    path("volg/berichten/", views.own_wishes, name="wishes"),
    path("werk/hulpvraag/<uuid:request_id>/berichten/", views.wishes_for, name="wishes-for"),
    path("werk/post/", views.to_post, name="to-post"),
    path("werk/post/<uuid:message_id>/", views.print_letter, name="print-letter"),
    path("werk/post/<uuid:message_id>/gepost/", views.posted, name="posted"),
]
