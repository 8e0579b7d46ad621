"""Addresses of the plan. No number that can be counted."""

from django.urls import path

from houvast.casework.plan import follow, views

urlpatterns = [
    path("volg/<uuid:request_id>/plan/", follow.show, name="own-plan"),
    path("volg/<uuid:request_id>/plan/erbij/", follow.add, name="own-plan-add"),
    path("volg/<uuid:request_id>/plan/<uuid:action_id>/gedaan/", follow.tick, name="own-plan-tick"),
    path("volg/<uuid:request_id>/plan/<uuid:action_id>/oneens/", follow.disagree, name="own-plan-object"),
    path("werk/hulpvraag/<uuid:request_id>/plan/", views.show, name="plan"),
    path("werk/hulpvraag/<uuid:request_id>/plan/<slug:name>/", views.act, name="plan-act"),
]
