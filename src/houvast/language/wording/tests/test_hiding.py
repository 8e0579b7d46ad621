"""Figures, addresses and names go behind marks, and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.language.wording.hiding import MARK, hide, only_known_words


@pytest.mark.parametrize(
    "secret",
    ["€ 1.250,50", "1250 euro", "12,5%", "1 januari 2026", "01-02-2026", "2026-02-01", "06 12345678",
     "123456782", "NL91 ABNA 0417 1643 00", "nl91abna0417164300", "1011 AB", "a.b@example.nl", "https://example.nl/x?y=1",
     "www.example.com", "belastingdienst.nl", "٢٠٢٦", "14 020", "Damstraat 12"],
)  # fmt: skip
def test_what_may_not_leave_does_not(secret: str) -> None:
    hidden = hide(f"Over {secret} gaat dit.")

    assert secret not in hidden.text
    assert not any(sign.isdigit() for sign in MARK.sub("", hidden.text))
    assert hidden.put_back(hidden.text) == f"Over {secret} gaat dit."


def test_names_that_are_given_are_hidden_whole_and_whatever_their_case() -> None:
    hidden = hide("Roos woont bij mevrouw ROOS in de rozenbuurt.", names=["Roos"])

    assert hidden.text == "[#1] woont bij mevrouw [#2] in de rozenbuurt."


def test_a_mark_that_somebody_typed_is_a_text_like_any_other() -> None:
    hidden = hide("Zeg [#1] en 5")

    assert hidden.text == "Zeg [#1] en [#2]"
    assert hidden.put_back("[#2] en [#1]") == "5 en [#1]"


@given(st.text(), st.lists(st.text(max_size=8), max_size=4))
def test_whatever_was_hidden_comes_back(text: str, names: list[str]) -> None:
    hidden = hide(text, names)

    assert hidden.put_back(hidden.text) == text
    assert not any(sign.isdecimal() for sign in MARK.sub("", hidden.text))


@given(st.text())
def test_only_known_words_and_no_letter_more(text: str) -> None:
    seen = MARK.sub(" ", only_known_words(text, {"huur", "de"}).text).casefold()

    assert set("".join(sign if sign.isalpha() else " " for sign in seen).split()) <= {"huur", "de"}
