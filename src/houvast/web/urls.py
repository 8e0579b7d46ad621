"""Every address, in one place; a room brings its own list in `<room>/urls.py`."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from houvast.web import faults, own_data, plain, proposals
from houvast.web.taking import views as taking

ROOMS = ("answers", "learning", "casework", "money", "rights", "vault", "people", "ui")

urlpatterns: list[URLPattern | URLResolver] = [
    # First, because most pages are here and Django tries one address after another.
    path("", include("houvast.conversation.urls")),
    path("robots.txt", plain.robots, name="robots"),
    path(".well-known/security.txt", plain.security, name="security"),
    path("gezond", plain.health, name="health"),
    path("volg/kopie/", own_data.copy, name="copy"),
    path("volg/wissen/", own_data.erase, name="erase"),
    path("beleid/wat-als/<slug:name>/", proposals.what_if, name="proposal"),
    path("werk/antwoord/<slug:name>/hulpvraag/", taking.choose, name="take-answer"),
    path("werk/antwoord/<slug:name>/hulpvraag/<uuid:request_id>/", taking.show, name="take-answer-for"),
    path(
        "werk/antwoord/<slug:name>/hulpvraag/<uuid:request_id>/plan/", taking.into_plan, name="take-into-plan"
    ),
    path(
        "werk/antwoord/<slug:name>/hulpvraag/<uuid:request_id>/tekst/",
        taking.into_words,
        name="take-into-words",
    ),
    path("gewist/", own_data.erased, name="erased"),
    *(path("", include(f"houvast.{room}.urls")) for room in ROOMS if find_spec(f"houvast.{room}.urls")),
]

handler400 = faults.bad_request
handler403 = faults.forbidden
handler404 = faults.not_found
handler500 = faults.server_error
