"""The gallery at /onderdelen/: every component with every example, for who builds pages and for the tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from houvast.ui.components import Component, components


def show(request: HttpRequest) -> HttpResponse:
    """One page with everything: also the page that the accessibility tests look at."""
    shown = [(component, _rendered(component)) for component in components()]
    return render(request, "ui/gallery.html", {"shown": shown})


def _rendered(component: Component) -> list[tuple[str, str]]:
    return [(each.name, render_to_string(component.template, each.values)) for each in component.examples]
