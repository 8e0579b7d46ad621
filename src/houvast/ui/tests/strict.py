"""An engine for templates that refuses a variable which nobody gave."""

from typing import Any

from django.template.backends.django import DjangoTemplates


class NobodyGaveIt(LookupError):
    """A template shows a variable that its example does not give: on a page it would be an empty place."""


class Loud(str):
    """Django shows this for a missing variable, and asks it two things first; both answers are an error."""

    def __contains__(self, sign: object) -> bool:
        return sign == "%s" or super().__contains__(str(sign))

    def __mod__(self, variable: object) -> str:
        raise NobodyGaveIt(str(variable))


def strict() -> DjangoTemplates:
    """Django's own engine, for which a missing variable is an error. It gives no context of a page."""
    options: dict[str, Any] = {"string_if_invalid": Loud("%s")}
    return DjangoTemplates({"NAME": "strict", "DIRS": [], "APP_DIRS": True, "OPTIONS": options})
