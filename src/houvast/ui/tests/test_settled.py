"""Templates of which the same-for-everybody is worked out once: the words stay those of Django, and nobody's
page ever holds what belongs to another language, person or moment.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Template, engines
from django.template.backends.django import DjangoTemplates
from django.test import Client
from django.utils.translation import override

from houvast.ui.components import components
from houvast.ui.settled.loader import Settled
from houvast.ui.tests.strict import Loud, NobodyGaveIt

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PIECES = {
    "button.html": '<b>{{ label }}</b>{% translate "Verder" %}',
    "asks.html": "<i>{{ label }}{{ request.path }}</i>",
    "seal.html": "{% csrf_token %}{{ label }}",
    "frame.html": "<h1>{% block title %}Houvast{% endblock %}</h1>{% block body %}{% endblock %}",
}


def engine(page: str = "", *, debug: bool = False, missing: str = "") -> DjangoTemplates:
    """An engine with our loader, the pieces above and this page."""
    kept = ("django.template.loaders.locmem.Loader", {**PIECES, "page.html": page})
    options: dict[str, Any] = {
        "loaders": [("houvast.ui.settled.loader.Loader", [kept])],
        "debug": debug,
        "string_if_invalid": missing,
        "builtins": ["django.templatetags.i18n"],
    }
    return DjangoTemplates({"NAME": "settled", "DIRS": [], "APP_DIRS": False, "OPTIONS": options})


def shown(page: str, values: dict[str, Any] | None = None) -> str:
    return str(engine(page).get_template("page.html").render(values or {}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("component", list(components()), ids=lambda component: component.name)
def test_every_component_reads_as_django_writes_it(component: Any, language: str) -> None:
    django = DjangoTemplates({"NAME": "plain", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}})
    ours = engines["django"].get_template(component.template)

    with override(language):
        expected = [
            django.get_template(component.template).render(example.values) for example in component.examples
        ]

        assert [ours.render(example.values) for example in component.examples] == expected


def test_a_template_that_was_read_in_one_language_speaks_the_language_of_who_reads_it() -> None:
    piece = '{% translate "Verder" as onward %}{% include "button.html" with label=onward only %}'
    page = '{% translate "Verder" %}' + piece
    with override("nl"):
        template = engine(page).get_template("page.html")
    spoken = []

    for language in ("nl", "en", "ar", "nl"):
        with override(language):
            spoken.append(template.render({}))

    assert spoken[0] == spoken[3] == "Verder<b>Verder</b>Verder"
    assert spoken[1] == "Continue<b>Continue</b>Continue"
    assert len(set(spoken)) == 3


def test_a_settled_page_is_text_already() -> None:
    template: Any = engine(
        '{% translate "Verder" as onward %}{% include "button.html" with label=onward only %}'
    ).get_template("page.html")

    assert [type(node).__name__ for node in template.template.nodelist] == ["Named", "TextNode"]


def test_what_belongs_to_a_person_is_asked_anew_for_each() -> None:
    template = engine('{% include "button.html" with label=name only %}').get_template("page.html")

    assert [template.render({"name": name})[:10] for name in ("Samira", "<Piet>")] == [
        "<b>Samira<",
        "<b>&lt;Pie",
    ]


@pytest.mark.parametrize("piece", ["asks.html", "seal.html"])
def test_a_piece_that_knows_of_the_request_is_never_settled(piece: str) -> None:
    template: Any = engine(f'{{% include "{piece}" with label="a" only %}}').get_template("page.html")

    assert [type(node).__name__ for node in template.template.nodelist] == ["Included"]


def test_two_visitors_never_get_the_same_seal() -> None:
    seals = [
        re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', Client().get("/onderdelen/").content.decode())
        for _ in range(2)
    ]

    assert all(seals)
    assert not set(seals[0]) & set(seals[1])


def test_the_switch_of_languages_leads_back_to_the_page_on_which_it_stands() -> None:
    client = Client()

    pages = [client.get(f"/onderdelen/?n={number}").content.decode() for number in (1, 2)]

    assert ['value="/onderdelen/?n=1"' in page for page in pages] == [True, False]


def test_the_chosen_language_holds_at_once() -> None:
    client = Client()
    before = client.get("/onderdelen/").content.decode()

    client.post("/taal/", {"taal": "en", "terug": "/onderdelen/"})

    after = client.get("/onderdelen/").content.decode()
    assert re.search(r'value="nl"\s+lang="nl" dir="ltr"\s+aria-current', before)
    assert re.search(r'value="en"\s+lang="en" dir="ltr"\s+aria-current', after)


def test_a_page_may_still_say_what_stood_in_the_frame() -> None:
    title = "{% block title %}Vraag, {{ block.super }}{% endblock %}"
    page = '{% extends "frame.html" %}' + title + "{% block body %}{{ n }}{% endblock %}"

    assert shown(page, {"n": 3}) == "<h1>Vraag, Houvast</h1>3"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("person.name", "Samira"),
        ("person.items", "dict_items([(&#x27;name&#x27;, &#x27;Samira&#x27;)])"),
        ("list.1", "2"),
        ("nobody.name", ""),
        ("person.nobody|default:'-'", "-"),
        ("text|upper", "&lt;B&gt;"),
        ("text|safe|lower", "<b>"),
        ("call", "called"),
    ],
)
def test_an_expression_means_what_it_means_to_django(expression: str, said: str) -> None:
    values = {"person": {"name": "Samira"}, "list": [1, 2], "text": "<b>", "call": lambda: "called"}

    assert shown(f"{{{{ {expression} }}}}", values) == said


def test_a_variable_that_nobody_gave_can_still_be_an_error() -> None:
    template = engine("{{ nobody }}", missing=Loud("%s")).get_template("page.html")

    with pytest.raises(NobodyGaveIt, match="nobody"):
        template.render({})


def test_while_developing_a_template_is_djangos_own() -> None:
    template: Any = engine("Hallo", debug=True).get_template("page.html")

    assert type(template.template) is Template
    assert type(engine("Hallo").get_template("page.html").template) is Settled


def test_no_template_asks_for_the_time_or_for_chance() -> None:
    """A settled component would say the same for ever."""
    house = Path(__file__).parents[2]
    asking = re.compile(r"\{% now |\|(?:random|timesince|timeuntil)\b")

    assert [path for path in house.rglob("templates/**/*.html") if asking.search(path.read_text())] == []
