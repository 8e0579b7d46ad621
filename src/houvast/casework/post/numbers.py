"""The phone number that an SMS can go to.

Takes   a number as people write it: 06 12 34 56 78, (0031) 6-12345678, +32 470 12 34 56.
Gives   the number as every provider reads it (E.164): +31612345678.
Knows   nothing of residents or tables.
"""

import re

MOBILE = re.compile(r"\+316[1-58]\d{7}")
"""Dutch mobile numbers (Nummerplan telefoon- en ISDN-diensten): 06 and then 1 to 5 or 8."""
ABROAD = re.compile(r"\+(?!31)[1-9]\d{7,13}")


class NotForSms(ValueError):
    """No SMS can go to this number. Ask for a mobile number; call or write otherwise."""


def for_sms(text: str) -> str:
    """The number in E.164. Raises `NotForSms` for a landline or a number of another length."""
    digits = re.sub(r"[\s().\-/]", "", text)
    number = re.sub(r"^(\+|00)310?", "+31", digits)
    number = "+" + number[2:] if number.startswith("00") else number
    number = "+31" + number[1:] if number.startswith("0") else number
    if MOBILE.fullmatch(number) or ABROAD.fullmatch(number):
        return number
    raise NotForSms("This is no number that an SMS can go to.")
