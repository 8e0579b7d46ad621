"""What a person reads of an amount, a day and a number."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from houvast.ui.templatetags import houvast_ui as tags

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("131"), "€ 131"),
        (Decimal("131.00"), "€ 131"),
        (Decimal("1234.5"), "€ 1.234,50"),
        (Fraction(1, 3), "€ 0,33"),
        (Fraction(1, 200), "€ 0,01"),
        (Decimal("-0.005"), "− € 0,01"),
        (0, "€ 0"),
        (Decimal("-1234567.89"), "− € 1.234.567,89"),
        (Decimal("999999999999999999999.99"), "€ 999.999.999.999.999.999.999,99"),
    ],
)
def test_an_amount_reads_as_in_a_dutch_letter(value: Any, words: str) -> None:
    assert tags.euro_text(value) == words.replace(" ", SPACE)


@pytest.mark.parametrize("value", [1.5, "12", None, True, [1]])
def test_what_is_not_exact_is_no_amount(value: Any) -> None:
    with pytest.raises(tags.NotAnAmount):
        tags.euro(value)


def test_an_amount_does_not_turn_around_in_arabic() -> None:
    with translation.override("ar"):
        assert tags.euro(5) == f'<bdi dir="ltr">€{SPACE}5</bdi>'


def test_a_number_of_a_phone_stays_on_one_line_and_in_order() -> None:
    assert tags.ltr("14 020") == f'<bdi dir="ltr">14{SPACE}020</bdi>'


def test_a_day_in_a_text_stays_on_one_line_and_in_order() -> None:
    joined = "\N{WORD JOINER}-\N{WORD JOINER}"

    assert tags.whole_dates("Zo: 3-4-1985. <b>") == (
        f'Zo: <bdi dir="ltr">3{joined}4{joined}1985</bdi>. &lt;b&gt;'
    )


@pytest.mark.parametrize(
    ("number", "link"), [("14 020", "tel:14020"), ("+31 (0)20-123 45 67", "tel:+310201234567")]
)
def test_a_phone_understands_the_number(number: str, link: str) -> None:
    assert tags.phone_link(number) == link


@pytest.mark.parametrize("text", ["<b>", "\N{RIGHT-TO-LEFT OVERRIDE}</bdi><script>"])
def test_what_somebody_typed_stays_text(text: str) -> None:
    for made in (tags.alone(text), tags.ltr(text)):
        assert "<b>" not in made
        assert "<script>" not in made


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "donderdag 26 november 2026"),
        ("en", "Thursday 26 November 2026"),
        ("tr", "Perşembe 26 Kasım 2026"),
        ("ar", "الخميس 26 نوفمبر 2026"),
    ],
)
def test_a_day_is_said_in_the_language_of_the_page(language: str, words: str) -> None:
    with translation.override(language):
        assert tags.date_in_words(dt.date(2026, 11, 26)) == words


def test_a_day_can_be_said_shorter() -> None:
    day = dt.date(2026, 11, 26)

    assert (tags.date_in_words(day, "day"), tags.date_in_words(day, "short")) == (
        "donderdag 26 november",
        "26 nov",
    )


def test_a_moment_is_said_in_amsterdam() -> None:
    moment = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)

    assert tags.moment_in_words(moment) == "donderdag 2 juli, 00.30 uur"


def test_an_icon_that_nobody_listed_is_refused_by_name() -> None:
    with pytest.raises(tags.UnknownIcon, match="unicorn"):
        tags.icon("unicorn")
