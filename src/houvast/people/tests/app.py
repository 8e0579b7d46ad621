"""The app on somebody's phone that shows six digits."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30  # seconds: RFC 6238, 4.1


def app_code(secret: str) -> str:
    """What the app shows now. Both servers take the code of the half minute before and after too."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD)))
