"""Where people sign in. The demo's sign-in page has an address in demo mode only."""

from django.urls import URLPattern, URLResolver, path

from houvast.people import views

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/tweede-slot/", views.second_factor, name="second-factor"),
    path("uitgang/", views.leave, name="leave"),
]
