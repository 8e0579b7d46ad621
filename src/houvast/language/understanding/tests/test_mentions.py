"""What was said in passing is found, with its words, and nothing is made of it."""

import datetime as dt
from fractions import Fraction

import pytest

from houvast.language.understanding.mentions import Mentions, mentions

DAY = dt.date(2026, 11, 22)


def said(text: str, language: str = "nl") -> Mentions:
    return mentions(text, language=language, on=DAY)


@pytest.mark.parametrize(
    ("text", "language", "euros", "period"),
    [
        ("ik verdien 1.234,56 euro per maand", "nl", Fraction("1234.56"), "month"),
        ("mijn huur is € 720,-", "nl", Fraction(720), None),
        ("ik krijg tweehonderdvijftig euro per week", "nl", Fraction(250), "week"),
        ("I earn 900 euros a month", "en", Fraction(900), "month"),
        ("Kira 600 avro", "tr", Fraction(600), None),
        ("أدفع ٨٠٠ يورو", "ar", Fraction(800), None),
    ],
)
def test_an_amount_is_exact_and_knows_its_period(
    text: str, language: str, euros: Fraction, period: str | None
) -> None:
    (found,) = said(text, language).amounts

    assert (found.euros, found.period) == (euros, period)


@pytest.mark.parametrize(
    "text", ["ik woon in 1018 WX", "bel 0612345678", "mijn kenmerk is 12-345", "NL91ABNA0417164300"]
)
def test_a_number_without_euros_is_no_amount(text: str) -> None:
    assert said(text).amounts == ()


def test_a_day_without_a_year_is_the_coming_one_and_not_sure() -> None:
    (found,) = said("de zitting is op 12 januari").days

    assert (found.day, found.sure) == (dt.date(2027, 1, 12), False)


def test_tomorrow_is_counted_from_the_day_it_is_said() -> None:
    assert said("morgen komt de deurwaarder").days[0].day == dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("binnen twee weken betalen", Fraction(2), "week"),
        ("al anderhalf jaar", Fraction(3, 2), "year"),
        ("3 maanden achter", Fraction(3), "month"),
    ],
)
def test_a_term_is_found(text: str, count: Fraction, unit: str) -> None:
    (found,) = said(text).terms

    assert (found.count, found.unit) == (count, unit)


def test_an_age_tells_of_whom() -> None:
    assert [(one.years, one.whose) for one in said("ik ben 22 en mijn zoon wordt 18").ages] == [
        (22, "self"),
        (18, "child"),
    ]


def test_children_and_a_partner_are_counted_only_when_said() -> None:
    told = said("mijn man en ik hebben drie kinderen")

    assert (told.children, told.partner) == (3, True)
    assert (said("ik zoek hulp").children, said("ik zoek hulp").partner) == (None, None)


@pytest.mark.parametrize("text", ["mijn man is overleden", "mijn vrouw heeft mij verlaten"])
def test_a_partner_who_is_gone_is_not_taken_for_present(text: str) -> None:
    assert said(text).partner is None


def test_living_alone_is_heard() -> None:
    assert said("ik ben alleenstaand").partner is False
