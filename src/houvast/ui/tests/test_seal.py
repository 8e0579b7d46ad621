"""The seal of a form is made in few steps, and Django takes it for its own."""

import re

from django.middleware import csrf
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH
from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.test import Client

from houvast.ui.seal import Seal, masked

SECRET = (CSRF_ALLOWED_CHARS * 2)[40 : 40 + CSRF_SECRET_LENGTH]


def test_django_finds_the_secret_under_the_mask() -> None:
    tokens = [masked(SECRET) for _ in range(50)]

    unmasked = {csrf._unmask_cipher_token(token) for token in tokens}  # type: ignore[attr-defined]  # no stub
    assert unmasked == {SECRET}
    assert {len(token) for token in tokens} == {CSRF_TOKEN_LENGTH}


def test_no_two_masks_are_alike_and_every_sign_comes() -> None:
    tokens = [masked(SECRET) for _ in range(200)]

    assert len(set(tokens)) == 200
    assert set("".join(tokens)) == set(CSRF_ALLOWED_CHARS)


def test_a_form_of_a_page_is_taken_and_without_its_seal_it_is_not() -> None:
    visitor = Client(enforce_csrf_checks=True)
    pages = [visitor.get("/onderdelen/") for _ in range(2)]  # the second has a cookie to mask
    seal = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', pages[1].content.decode())[0]

    sent = visitor.post("/taal/", {"taal": "tr", "csrfmiddlewaretoken": seal})
    unsealed = visitor.post("/taal/", {"taal": "tr"})

    assert "csrftoken" in pages[1].cookies, "a page that shows the seal lets its cookie last anew"
    assert (sent.status_code, unsealed.status_code) == (302, 403)


def test_the_field_is_written_as_django_writes_it() -> None:
    for token in (masked(SECRET), "", "<odd>"):
        context = Context({"csrf_token": token})

        assert Seal().render(context) == CsrfTokenNode().render(context)
