"""The check finds what makes reading hard, and leaves simple texts alone."""

import pytest

from houvast.language.simplicity import Matter, above_the_line, findings, sentences


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Indien u verhuist, belt u ons.", Matter.FORMAL),
        ("U moet dit formulier invullen.", Matter.THREAT),
        ("De beschikking ligt klaar.", Matter.JARGON),
        (" ".join(["woord"] * 19) + ".", Matter.LONG_SENTENCE),
    ],
)
def test_what_is_hard_is_above_the_line(text: str, matter: Matter) -> None:
    assert matter in {finding.matter for finding in above_the_line(text)}


def test_a_passive_sentence_is_told_but_may_stay() -> None:
    text = "Uw aanvraag wordt morgen behandeld."

    assert [finding.matter for finding in findings(text)] == [Matter.PASSIVE]
    assert above_the_line(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Wat heeft u nodig?",
        "U krijgt twee vaste mensen. Zij bellen u.",
        "Vanaf %(day)s past dit niet meer bij u.",
        "Uw kind wordt 18 jaar.",
    ],
)
def test_a_simple_text_is_left_alone(text: str) -> None:
    assert findings(text) == ()


def test_an_official_word_may_be_named_where_it_is_explained() -> None:
    assert above_the_line("Bij Mijn toeslagen heet dit toetsingsinkomen.") == ()


def test_a_finding_tells_the_sentence_and_what_to_write() -> None:
    (finding,) = findings("Bel ons. Reeds betaald? Prima.")

    assert (finding.sentence, finding.what, finding.instead) == ("Reeds betaald?", "Reeds", "al")


def test_sentences_end_where_people_stop() -> None:
    assert sentences("Bel ons. Wij helpen u!\nTot gauw?") == ["Bel ons.", "Wij helpen u!", "Tot gauw?"]
