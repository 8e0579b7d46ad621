"""What every form on the request page has: its own token, the version on the screen, and what it does.

Takes   a form as it was sent, for one request.
Gives   the form of `acts.py`; or the faults, in Dutch, with what was typed.
Knows   nothing of any one form. A form adds itself to the page with `add`; so does a form of a sub-app.
"""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from typing import ClassVar

from django import forms
from django.http import QueryDict

from houvast.casework import acts
from houvast.casework.models import HelpRequest
from houvast.people.api import Actor

KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.MultipleChoiceField, "several"),
    (forms.ChoiceField, "select"),
    (forms.BooleanField, "tick"),
    (forms.DateField, "date"),
    (forms.IntegerField, "number"),
)
"""How a field is shown, for `casework/parts/form.html`; the first that fits. Long text says so itself."""


class ShownForm(forms.Form):
    """A form that `casework/parts/form.html` can show: each field with its label, hint, value and fault."""

    summary: ClassVar[str] = ""
    """What it is called while it is folded."""
    button: ClassVar[str] = "Leg vast"
    before: ClassVar[tuple[str, ...]] = ()
    """What to read before filling it in."""

    def rows(self) -> list[dict[str, object]]:
        """One row per field that somebody fills in, in order."""
        return [self._row(bound) for bound in self.visible_fields() if bound.name not in UNSEEN]

    def _row(self, bound: forms.BoundField) -> dict[str, object]:
        kind = next((kind for base, kind in KINDS if isinstance(bound.field, base)), "text")
        if isinstance(bound.field.widget, forms.Textarea):
            kind = "area"
        choices = getattr(bound.field, "choices", ())
        pairs = [(str(value), str(label)) for value, label in choices]
        value = bound.value()
        return {
            "name": bound.html_name,
            "kind": kind,
            "label": bound.label,
            "hint": bound.help_text,
            "value": [str(each) for each in value or []] if kind == "several" else value,
            "error": next(iter(bound.errors), ""),
            "optional": not bound.field.required,
            "choices": [{"value": value, "label": label} for value, label in pairs]
            if kind == "several"
            else pairs,
        }


UNSEEN = frozenset({"token", "version"})


class DeskForm(ShownForm):
    """Every form on the request page carries its own token and the version that was on the screen."""

    name: ClassVar[str]
    done: ClassVar[str]
    guarded: ClassVar[bool] = True
    """Whether it can overwrite what somebody else did meanwhile."""

    token = forms.CharField(max_length=64)
    version = forms.IntegerField(min_value=1)

    def __init__(self, *, held: HelpRequest, on: dt.date, data: QueryDict | None = None) -> None:
        fresh = {"token": secrets.token_urlsafe(18), "version": held.version, **self.proposed(held, on)}
        super().__init__(data=data, prefix=self.name, initial=fresh)
        self.held, self.on = held, on

    def proposed(self, held: HelpRequest, on: dt.date) -> dict[str, object]:
        """What an empty form has filled in already."""
        return {}

    def on_this_version(self) -> "DeskForm":
        """The same words on the request as it is now: to be looked at, and sent again by a person."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("token")] = secrets.token_urlsafe(18)
        data[self.add_prefix("version")] = str(self.held.version)
        return type(self)(held=self.held, on=self.on, data=data)

    def faults(self) -> list[dict[str, str]]:
        """For the summary on top: the id of the field, and what to mend."""
        return [
            {"field": self.add_prefix(name), "text": str(texts[0])}
            for name, texts in self.errors.items()
            if name not in UNSEEN | {"__all__"}
        ]

    def sent(self, actor: Actor, at: dt.datetime) -> acts.Form:
        """This form for `acts.py`. Only after `is_valid`."""
        return acts.Form(
            request_id=self.held.pk,
            actor=actor,
            at=at,
            token=self.cleaned_data["token"],
            version=self.cleaned_data["version"] if self.guarded else None,
        )

    def act(self, sent: acts.Form) -> None:
        """Do it."""
        raise NotImplementedError


FORMS: dict[str, type[DeskForm]] = {}
"""Every form of the request page, by the name in its address."""


class FormsOf(Mapping[str, DeskForm]):
    """The forms of one request page, by name with `_` for `-`. Each is made when it is asked for: of most
    requests only a few can be sent."""

    def __init__(self, held: HelpRequest, *, on: dt.date, sent: DeskForm | None = None) -> None:
        self._held, self._on = held, on
        self._made = {_key(sent.name): sent} if sent else {}

    def __getitem__(self, key: str) -> DeskForm:
        if key not in self._made:
            self._made[key] = FORMS[key.replace("_", "-")](held=self._held, on=self._on)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return (_key(name) for name in FORMS)

    def __len__(self) -> int:
        return len(FORMS)


def _key(name: str) -> str:
    return name.replace("-", "_")


class TwiceNamed(ValueError):
    """Another form has this name already. Give the new one a name of its own."""


def add(*kinds: type[DeskForm]) -> None:
    """Let these forms be sent from the request page. Raises `TwiceNamed`."""
    for kind in kinds:
        if FORMS.setdefault(kind.name, kind) is not kind:
            raise TwiceNamed(f"There is a form {kind.name!r} already.")
