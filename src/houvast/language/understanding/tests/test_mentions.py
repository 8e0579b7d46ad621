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


@pytest.mark.parametrize(
    ("text", "language", "euros", "period"),
    [
        ("ik krijg 1250 euro p/m", "nl", Fraction(1250), "month"),
        ("ik verdien 1400 netto per maand", "nl", Fraction(1400), "month"),
        ("huur is 650,- en dan nog gas", "nl", Fraction(650), None),
        ("14 euro bruto per uur", "nl", Fraction(14), "hour"),
        ("€ 300/maand aan energie", "nl", Fraction(300), "month"),
        ("bin iki yüz elli euro alıyorum", "tr", Fraction(1250), None),
        ("aldığım 900 euro aylık", "tr", Fraction(900), "month"),
        ("راتبي ١٢٠٠ يورو بالشهر", "ar", Fraction(1200), "month"),
        ("خمسمئة يورو", "ar", Fraction(500), None),
    ],
)
def test_an_amount_is_found_as_people_say_it(
    text: str, language: str, euros: Fraction, period: str | None
) -> None:
    (found,) = said(text, language).amounts

    assert (found.euros, found.period) == (euros, period)


@pytest.mark.parametrize(
    ("text", "language", "children", "ages"),
    [
        ("twee kids 4 en 9", "nl", 2, [4, 9]),
        ("ik heb 3 kinderen van 2, 5 en 12 jaar", "nl", 3, [2, 5, 12]),
        ("iki çocuğum var", "tr", 2, []),
        ("İki çocuğum var", "tr", 2, []),
        ("IKI COCUGUM VAR", "tr", 2, []),
        ("عندي ثلاثة أولاد", "ar", 3, []),
        ("عندي ولدين", "ar", 2, []),
    ],
)
def test_children_are_counted_with_their_ages(
    text: str, language: str, children: int, ages: list[int]
) -> None:
    told = said(text, language)

    assert (told.children, [one.years for one in told.ages if one.whose == "child"]) == (children, ages)


@pytest.mark.parametrize(
    ("text", "language", "years", "whose"),
    [
        ("20 yaşındayım", "tr", 20, "self"),
        ("oğlum 12 yaşında", "tr", 12, "child"),
        ("عمري 22 سنة", "ar", 22, "self"),
        ("me vrouw is 61", "nl", 61, "partner"),
        ("karim 40 yaşında", "tr", 40, "partner"),
    ],
)
def test_an_age_is_found_in_every_language(text: str, language: str, years: int, whose: str) -> None:
    (found,) = said(text, language).ages

    assert (found.years, found.whose) == (years, whose)


@pytest.mark.parametrize(
    ("text", "years", "whose"),
    [
        ("mijn zoontje van 9 zit op voetbal", 9, "child"),
        ("me zoon wordt volgende week 18 wat nu", 18, "child"),
        ("ik studeer en word straks 21 krijg ik dan meer", 21, "self"),
        ("mijn dochter van 8 jaar heeft een beperking", 8, "child"),
        ("kizim 16 oldu", 16, "child"),
    ],
)
def test_an_age_is_found_in_the_middle_of_a_sentence(text: str, years: int, whose: str) -> None:
    assert [(one.years, one.whose) for one in said(text).ages] == [(years, whose)]


@pytest.mark.parametrize(
    "text",
    [
        "ik krijg al 6 jaar bijstand",
        "ik ben al 3 jaar werkloos",
        "ik ben 8 maanden zwanger",
        "mijn man is 2 keer gebeld",
        "ik ben van 1980",
    ],
)
def test_how_long_something_lasts_is_no_age(text: str) -> None:
    assert said(text).ages == ()


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("mijn huur is 812 en ik verdien niks", Fraction(812)),
        ("een aanslag van 2026 over 219,80", Fraction("219.80")),
        ("ik moet terugbetalen 1.430 aan duo", Fraction(1430)),
        ("een boete van 2025", None),
        ("mijn huur 1018 WX", None),
        ("ik betaal 120 keer", None),
    ],
)
def test_money_is_heard_without_its_sign_where_it_can_be_nothing_else(
    text: str, euros: Fraction | None
) -> None:
    assert [one.euros for one in said(text).amounts] == ([] if euros is None else [euros])


def test_who_says_alone_with_children_has_no_partner() -> None:
    assert said("single mum with 3 kids", "en").partner is False
    assert said("üç çocukla yalnızım", "tr").partner is False
    assert said("أنا أم لوحدي", "ar").partner is False


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ziek sinds maart", dt.date(2026, 3, 1)),
        ("werkloos sinds december", dt.date(2025, 12, 1)),
        ("vanaf januari nieuw werk", dt.date(2027, 1, 1)),
        ("sinds juni 2024", dt.date(2024, 6, 1)),
    ],
)
def test_since_a_month_is_its_first_day_and_not_sure(text: str, day: dt.date) -> None:
    (found,) = said(text).days

    assert (found.day, found.sure) == (day, False)


@pytest.mark.parametrize(
    ("text", "language", "count", "unit"),
    [
        ("iki ay kira ödemedim", "tr", 2, "month"),
        ("2 yil bekledim", "tr", 2, "year"),
        ("3 YIL", "tr", 3, "year"),
        ("3 haftadır bekliyorum", "tr", 3, "week"),
        ("ما دفعت شهرين", "ar", 2, "month"),
        ("من ثلاث سنين", "ar", 3, "year"),
    ],
)
def test_a_term_is_found_in_every_language(text: str, language: str, count: int, unit: str) -> None:
    (found,) = said(text, language).terms

    assert (found.count, found.unit) == (Fraction(count), unit)


@pytest.mark.parametrize(
    ("text", "language"),
    [("asgari ücretin altında yüz yüze", "tr"), ("on numara", "tr"), ("bel 0612345678 of 020-1234567", "nl")],
)
def test_a_word_that_only_looks_like_a_number_is_left_alone(text: str, language: str) -> None:
    assert said(text, language) == Mentions()


def test_my_wife_is_a_partner_in_anyones_spelling() -> None:
    assert said("me vrouw werkt").partner is True
    assert said("eşimle yaşıyorum", "tr").partner is True
    assert said("مراتي مريضة", "ar").partner is True
