"""A page speaks the language that somebody chose, and says so to the machine that reads it aloud."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from houvast.ui.languages import LanguageMiddleware, listed, speaking


@pytest.mark.parametrize(
    ("language", "direction"), [("nl", "ltr"), ("en", "ltr"), ("tr", "ltr"), ("ar", "rtl")]
)
def test_the_chosen_language_is_what_the_page_speaks(client: Client, language: str, direction: str) -> None:
    client.post("/taal/", {"taal": language, "terug": "/onderdelen/"})

    page = client.get("/onderdelen/")

    assert f'<html lang="{language}" dir="{direction}">' in page.content.decode()
    assert page.headers["Content-Language"] == language


def test_nobody_gets_an_unreviewed_translation_without_asking(client: Client) -> None:
    page = client.get("/onderdelen/", headers={"accept-language": "ar,en;q=0.8"})

    assert '<html lang="nl"' in page.content.decode()


def test_the_switch_leads_back_to_the_page_it_stood_on(client: Client) -> None:
    answer = client.post("/taal/", {"taal": "tr", "terug": "/onderdelen/?deel=2"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/onderdelen/?deel=2")


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    answer = client.post("/taal/", {"taal": "tr", "terug": elsewhere})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("code", ["xx", "", "NL", "../../etc", "ar; Path=/"])
def test_a_language_that_is_not_offered_changes_nothing(client: Client, code: str) -> None:
    answer = client.post("/taal/", {"taal": code, "terug": "/"})

    assert "taal" not in answer.cookies


def test_the_switch_is_a_form_and_never_a_link(client: Client) -> None:
    assert client.get("/taal/?taal=ar").status_code == 405


@pytest.mark.parametrize("path", ["/werk/", "/werk/hulpvraag/x/", "/beleid/", "/beheer/"])
def test_staff_pages_are_dutch_whatever_was_chosen(path: str) -> None:
    spoken = []

    def view(request: HttpRequest) -> HttpResponse:
        spoken.append(translation.get_language())
        return HttpResponse()

    request = RequestFactory().get(path)
    request.COOKIES["taal"] = "ar"

    LanguageMiddleware(view)(request)

    assert spoken == ["nl"]


def test_one_visitors_language_does_not_stay_for_the_next() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["taal"] = "ar"

    LanguageMiddleware(lambda _: HttpResponse())(request)

    assert translation.get_language() == "nl"


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar"])
def test_a_fault_is_told_in_every_language_without_any_context(status: int, language: str) -> None:
    from django.template.loader import render_to_string

    with translation.override(language):
        html = render_to_string(f"ui/faults/{status}.html")

    assert f'lang="{language}"' in html
    assert "<h1" in html


@pytest.mark.parametrize(("code", "line"), [("nl", "u, 2 kinderen"), ("ar", "u، 2 kinderen")])
def test_parts_are_listed_with_the_comma_of_the_language(code: str, line: str) -> None:
    with speaking(code):
        assert listed(["u", "2 kinderen"]) == line
