"""Whoever chose a language reads that language, everywhere, and no guess."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from houvast.ui import catalogues
from houvast.ui.catalogues import faults, update
from houvast.ui.commands import messages
from houvast.ui.compiling import compile_all


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house: `ui` greets, `room` greets too and says what something costs."""
    for name in ("ui", "room"):
        (tmp_path / name / "templates" / name).mkdir(parents=True)
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "ui" / "templates" / "ui" / "page.html").write_text('{% load i18n %}{% translate "Dag" %}')
    (tmp_path / "room" / "templates" / "room" / "page.html").write_text(
        '{% load i18n %}\n  <p>{% translate "Dag" %}</p>\n'
        "{% blocktranslate trimmed with sum=x %}\n    Dit kost\n    {{ sum }}\n  {% endblocktranslate %}"
    )
    return tmp_path


def translate(house: Path, room: str, words: dict[str, str], *, guess: bool = False) -> None:
    for language in catalogues.languages():
        path = house / room / "locale" / language / "LC_MESSAGES" / "django.po"
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
        for message in catalog:
            if message.id in words:
                message.string = words[str(message.id)]
                if guess:
                    message.flags.add("fuzzy")
        with path.open("wb") as file:
            write_po(file, catalog)


def what(house: Path, language: str = "tr") -> list[str]:
    return [
        f"{each.room}: {each.what}: {each.message}" for each in faults(house) if each.language == language
    ]


def test_every_text_for_residents_is_there_in_every_language() -> None:
    assert [str(fault) for fault in faults()] == []


def test_a_text_without_translation_is_a_fault(house: Path) -> None:
    update(house)

    assert what(house) == ["room: not translated: Dit kost %(sum)s", "ui: not translated: Dag"]


def test_what_ui_says_is_asked_for_once(house: Path) -> None:
    update(house)
    translate(house, "ui", {"Dag": "Merhaba"})
    translate(house, "room", {"Dit kost %(sum)s": "Bu %(sum)s"})

    assert what(house) == []


def test_a_guess_is_a_fault_and_is_not_shown(house: Path) -> None:
    update(house)
    translate(house, "ui", {"Dag": "Merhaba"}, guess=True)

    compile_all(house)

    assert "ui: fuzzy: a guess that nobody confirmed: Dag" in what(house)
    assert b"Merhaba" not in (house / "ui/locale/tr/LC_MESSAGES/django.mo").read_bytes()


def test_a_translation_that_loses_the_amount_is_a_fault(house: Path) -> None:
    update(house)
    translate(house, "room", {"Dit kost %(sum)s": "Bu pahalı"})

    assert "room: other values in it than in the Dutch: Dit kost %(sum)s" in what(house)


def test_a_translation_that_nothing_asks_for_is_a_fault_and_goes_at_the_next_round(house: Path) -> None:
    update(house)
    (house / "ui" / "templates" / "ui" / "page.html").write_text("")
    (house / "room" / "templates" / "room" / "page.html").write_text("")

    left_over = what(house)
    update(house)

    assert "ui: left over, nothing asks for it: Dag" in left_over
    assert what(house) == []


def test_a_second_round_changes_nothing(house: Path) -> None:
    before = {path: path.read_bytes() for path in update(house)}

    after = {path: path.read_bytes() for path in update(house)}

    assert after == before


def test_only_what_changed_is_compiled_again(house: Path) -> None:
    update(house)

    assert (len(compile_all(house)), len(compile_all(house))) == (6, 0)


def test_the_command_fails_on_a_fault(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("houvast.ui.commands.catalogues.faults", lambda: faults(house))

    status = messages(["--check"])

    assert status == 1
    assert "ui, ar: not translated: 'Dag'" in capsys.readouterr().out
