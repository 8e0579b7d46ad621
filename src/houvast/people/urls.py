"""Where people sign in. The demo's sign-in page has an address in demo mode only."""

from django.urls import URLPattern, URLResolver, include, path

from houvast.people import views
from houvast.people.second_factor import is_demo

ours: list[URLPattern | URLResolver] = [
    path("account/tweede-slot/", views.second_factor, name="second-factor"),
    path("account/bewaren/", views.keep, name="keep"),
    path("uitgang/", views.leave, name="leave"),
]
if is_demo():
    ours.append(path("demo/inloggen/", views.demo, name="demo"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((ours, "people"))),
    path("account/", include("allauth.urls")),
]
