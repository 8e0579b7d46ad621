"""The code with which a resident comes back without an account.

Takes   chance, or what somebody typed or read aloud.
Gives   a code of 14 signs: 13 of chance (65 bits) and one that tells a slip from a code.
Knows   nothing of residents, tables or Django.

The signs are Crockford's base 32: no I, L, O or U. Whoever writes them anyway is understood.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 14
GROUP = 4
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_PRIMITIVE = 0b100101  # x^5 + x^2 + 1: makes every step of `_double` visit all 31 non-zero values of GF(32)


class NotACode(ValueError):
    """What was typed cannot be a code: a sign too many, too few, or a slip. Ask to compare it with the
    paper.
    """


def new_code() -> str:
    """A fresh code, in capitals and without spaces."""
    chance = [secrets.randbelow(32) for _ in range(LENGTH - 1)]
    return _written([*chance, _weighed(chance)])


def in_groups(code: str) -> str:
    """The code as it is shown and read aloud: `7K3M 9QX2 0TBA 4C`."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(text: str) -> str:
    """The code that somebody typed, whatever capitals, spaces, dashes or look-alike letters they used.

    Raises `NotACode` on a wrong length, a sign that no code has, one wrong sign or two signs changed round.
    """
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_LOOKS_LIKE)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        raise NotACode
    values = [ALPHABET.index(sign) for sign in signs]
    if _weighed(values[:-1]) != values[-1]:
        raise NotACode
    return signs


def _written(values: list[int]) -> str:
    return "".join(ALPHABET[value] for value in values)


def _weighed(values: list[int]) -> int:
    """The check value: each place has its own weight in GF(32), so one slip or one swap always shows."""
    total = 0
    for value in values:
        total = _double(total ^ value)
    return total


def _double(value: int) -> int:
    value <<= 1
    return value ^ _PRIMITIVE if value & 32 else value
