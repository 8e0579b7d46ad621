"""Every component, also the one that is added tomorrow, renders every example with nothing missing."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from houvast.ui import components as subject
from houvast.ui.components import Component, Example, NotShown, components
from houvast.ui.tests.strict import NobodyGaveIt, strict

ROOMS = Path(subject.__file__).parents[1]
ALL = [
    pytest.param(component, example, id=f"{component.name}: {example.name}")
    for component in components()
    for example in component.examples
]


@pytest.mark.parametrize(("component", "example"), ALL)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_every_example_renders_with_nothing_missing(
    component: Component, example: Example, language: str
) -> None:
    with translation.override(language):
        html = strict().get_template(component.template).render(example.values)

    assert "None" not in html


def test_a_missing_variable_is_noticed() -> None:
    with pytest.raises(NobodyGaveIt, match="label"):
        strict().get_template("ui/components/button.html").render({})


def test_a_component_without_examples_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lonely.html").write_text("{% comment %}Nothing.{% endcomment %}")
    monkeypatch.setattr(subject, "FOLDER", tmp_path)

    with pytest.raises(NotShown, match=r"lonely\.yaml is missing"):
        list(components())


def test_a_component_that_does_not_tell_what_it_takes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "silent.html").write_text("<p>Nothing.</p>")
    monkeypatch.setattr(subject, "FOLDER", tmp_path)

    with pytest.raises(NotShown, match=r"silent\.html must begin"):
        list(components())


def test_one_example_is_too_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "single.html").write_text("{% comment %}One.{% endcomment %}")
    (tmp_path / "single.yaml").write_text("only: {}")
    monkeypatch.setattr(subject, "FOLDER", tmp_path)

    with pytest.raises(NotShown, match="at least two"):
        list(components())


def test_no_icon_travels_that_no_page_shows() -> None:
    listed = (ROOMS / "ui" / "icons.txt").read_text().split()
    sources = [*ROOMS.rglob("*.html"), *ROOMS.rglob("*.py"), *ROOMS.rglob("*.yaml")]
    text = "\n".join(path.read_text() for path in sources if "node_modules" not in path.parts)
    named = set(re.findall(r"""["' ]([a-z][a-z0-9-]*)(?=["'},\s])""", text))

    assert sorted(set(listed) - named) == []


def test_icons_are_listed_once_and_in_order() -> None:
    listed = (ROOMS / "ui" / "icons.txt").read_text().split()

    assert listed == sorted(set(listed))
