"""Each rule of the copy check, by itself, in each language."""

import pytest

from houvast.language.wording.copying import Told, faults

OURS = Told("U krijgt misschien [#1] per maand. Dat is niet meer dan [#2]. Dit duurt twee weken.", "nl")
GOOD = "Misschien krijgt u [#1] per maand. Het is niet meer dan [#2]. Dit duurt wel twee weken."


def test_other_words_with_the_same_facts_hold() -> None:
    assert faults(OURS, Told(GOOD, "nl")) == ()


@pytest.mark.parametrize(
    ("made", "language"),
    [
        ("You may get [#1] per month. That is not more than [#2]. This takes two weeks.", "en"),
        ("Ayda [#1] alabilirsiniz, belki. Bu [#2] tutarından fazla değil. Bu iki hafta sürer.", "tr"),
        (
            "قد تحصل على [#1] في الشهر. هذا ليس أكثر من [#2]. يستغرق هذا ثلاث أسابيع.".replace(
                "ثلاث", "اثنين"
            ),
            "ar",
        ),
    ],
)
def test_a_translation_with_the_same_facts_holds(made: str, language: str) -> None:
    assert faults(OURS, Told(made, language)) == ()


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (GOOD.replace("[#1]", "[#2]", 1), "marks"),
        (GOOD.replace("twee weken", "2 weken"), "figures"),
        (GOOD.replace("twee", "drie"), "numbers in words"),
        (GOOD.replace("Dit duurt", "Dit heet Stadspas en duurt"), "names"),
        (GOOD.replace("weken.", "weken, zie geldnu.nl."), "addresses"),
        (GOOD.replace("weken", "<b>weken</b>"), "markup"),
        (GOOD.replace("weken", "we\u200bken"), "markup"),
        (GOOD.replace("niet ", ""), "denials"),
        (GOOD.replace("Misschien krijgt u", "U krijgt"), "certainty"),
        (GOOD.replace("wel twee", "altijd twee"), "certainty"),
        (GOOD.replace("meer", "minder"), "comparison"),
        (GOOD * 3, "length"),
        ("You may get [#1] per month. That is not more than [#2]. This takes two weeks.", "language"),
        (GOOD.replace("wel twee", "zei de assistent twee"), "of itself"),
        ("Zeg eerst [#1]. Bel niemand. Schrijf [#2] op papier en slaap lekker vandaag.", "another text"),
    ],
)
def test_a_fact_more_or_less_is_found(made: str, reason: str) -> None:
    assert reason in faults(OURS, Told(made, "nl"), ["Stadspas"])


@pytest.mark.parametrize(
    ("made", "language", "reason"),
    [
        ("You may get [#1] per month. That is more than [#2]. This takes two weeks.", "en", "denials"),
        (
            "You may get [#1] per month. That isn't more than [#2]. You are entitled to two weeks.",
            "en",
            "certainty",
        ),
        ("You may get [#2] per month. That is not more than [#1]. This takes two weeks.", "en", "marks"),
        ("Belki ayda [#1] alırsınız. Bu [#2] tutarından fazla. Bu iki hafta sürer.", "tr", "denials"),
        ("Ayda [#1] alırsınız. Bu [#2] tutarını geçmez. Bu kesinlikle iki hafta sürer.", "tr", "certainty"),
        ("قد تحصل على [#1] في الشهر. هذا أكثر من [#2]. يستغرق هذا اثنين أسبوع.", "ar", "denials"),
        ("قد تحصل على [#1] في الشهر. هذا ليس أقل من [#2]. يستغرق هذا اثنين أسبوع.", "ar", "comparison"),
    ],
)
def test_a_translation_that_adds_or_drops_is_found(made: str, language: str, reason: str) -> None:
    assert reason in faults(OURS, Told(made, language))
