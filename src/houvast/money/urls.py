"""Addresses of this room. No number that can be counted: everything has an unguessable id."""

from django.urls import path

from houvast.money import managing, views

app_name = "money"
urlpatterns = [
    path("werk/buffer/", views.show, name="buffer"),
    path("werk/buffer/vrijgeven/<uuid:grant_id>/", views.release, name="release"),
    path("werk/buffer/terug/<uuid:grant_id>/", views.send_back, name="send-back"),
    path("werk/buffer/rekening/<uuid:grant_id>/", views.mend, name="mend"),
    path("werk/buffer/anders/<uuid:grant_id>/", views.instead, name="instead"),
    path("werk/buffer/stilte/<uuid:quiet_id>/", views.answer, name="answer"),
    path("werk/buffer/bestand/", views.make_file, name="make-file"),
    path("werk/buffer/bestand/<uuid:file_id>/", views.fetch, name="fetch"),
    path("werk/buffer/bestand/<uuid:file_id>/betaald/", views.seen_paid, name="seen-paid"),
    path("werk/buffer/bank/", views.hear_bank, name="hear-bank"),
    path("werk/buffer/beheer/", managing.show, name="manage"),
    path("werk/buffer/beheer/budget/", managing.give_budget, name="give-budget"),
    path("werk/buffer/beheer/mandaat/", managing.give_mandate, name="give-mandate"),
]
