"""Nobody can be known from a blurred text, as far as a shape or a capital tells; a person checks the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.learning.blurring import blur, left_over


@pytest.mark.parametrize(
    ("text", "blurred"),
    [
        ("Ik moet € 1.250,50 betalen.", "Ik moet [bedrag] betalen."),
        ("Het kost 40 euro per week.", "Het kost [bedrag] per week."),
        ("Geboren op 3-4-1988 en 12 mei 2011.", "Geboren op [datum] en [datum]."),
        ("Ik woon in de Dorpsstraat 12a, 1012 AB.", "Ik woon in de [adres], [postcode]."),
        ("Bel 06 1234 5678 of mail s.idrissi@example.org.", "Bel [nummer] of mail [e-mail]."),
        ("Op NL20 INGB 0001 2345 67 staat niets.", "Op [rekening] staat niets."),
        ("Mijn BSN is 123456782.", "Mijn BSN is [nummer]."),
        ("Mijn man heet Karim de Boer.", "Mijn man heet [naam]."),
        ("De Belastingdienst en het UWV bellen.", "De Belastingdienst en het UWV bellen."),
        ("Help! Morgen sta ik op straat.", "Help! Morgen sta ik op straat."),
    ],
)
def test_what_has_a_shape_or_a_capital_is_blurred(text: str, blurred: str) -> None:
    assert blur(text) == blurred


def test_known_names_and_places_go_everywhere_also_at_the_beginning_and_in_small_letters() -> None:
    text = "Samira belde. samira's dochter Noor woont in noord. Idrissi is de achternaam."

    told = blur(text, names=["Samira El Idrissi", "Noor"], places=["Noord"])

    assert told == "[naam] belde. [naam] dochter [naam] woont in [plaats]. [naam] is de achternaam."


def test_what_is_left_is_told_to_who_checks() -> None:
    found = left_over("Zij betaalt 40 euro aan Karim.", names=["Samira"])

    assert [(each.mark, each.words) for each in found] == [("[bedrag]", "40 euro"), ("[naam]", "Karim")]


@given(
    st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=80),
    st.sampled_from(["Samira", "Yassin El Idrissi", "Zoë-Marie"]),
)
def test_after_blurring_no_known_name_is_left(text: str, name: str) -> None:
    told = blur(f"{text} {name} {text}", names=[name])

    assert left_over(told, names=[name]) == []
