"""The code on the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.people.codes import ALPHABET, GROUP, LENGTH, NotACode, in_groups, new_code, read

codes = st.builds(new_code)


def test_a_code_holds_more_than_sixty_bits_of_chance() -> None:
    assert (LENGTH - 1) * 5 >= 60
    assert len({new_code() for _ in range(1000)}) == 1000


def test_no_sign_looks_like_another() -> None:
    assert not set("ILOU") & set(ALPHABET)
    assert len(ALPHABET) == 32


@given(codes)
def test_a_code_is_read_back_from_how_it_is_shown(code: str) -> None:
    shown = in_groups(code)

    assert [len(group) for group in shown.split()] == [GROUP, GROUP, GROUP, LENGTH % GROUP]
    assert read(shown) == code


@given(codes)
def test_small_letters_dashes_dots_and_stray_spaces_do_not_matter(code: str) -> None:
    assert read("  " + "-".join(code.lower()) + ".\n") == code


@given(codes)
def test_look_alike_letters_are_understood(code: str) -> None:
    typed = code.replace("0", "o").replace("1", "l").replace("V", "u")

    assert read(typed) == code
    assert read(code.replace("1", "I")) == code


@given(codes, st.data())
def test_one_wrong_sign_is_always_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, LENGTH - 1))
    wrong = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != code[place]]))

    with pytest.raises(NotACode):
        read(code[:place] + wrong + code[place + 1 :])


@given(codes, st.data())
def test_two_signs_changed_round_are_always_noticed(code: str, data: st.DataObject) -> None:
    one = data.draw(st.integers(0, LENGTH - 1))
    other = data.draw(st.integers(0, LENGTH - 1).filter(lambda place: code[place] != code[one]))
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]

    with pytest.raises(NotACode):
        read("".join(signs))


@pytest.mark.parametrize("typed", ["", " ", "7K3M", "7" * 13, "7" * 15, "é" * 14, "😀" * 14, "7" * 5000])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(NotACode):
        read(typed)


def test_signs_of_other_scripts_are_no_code() -> None:
    with pytest.raises(NotACode):
        read("٠" * 14)
