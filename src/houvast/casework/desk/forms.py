"""What a counsellor fills in. Every fault stands beside its field; what was typed stays.

Takes   a form as it was sent.
Gives   a promise, a message or a reason, ready for `acts.py`; or the faults, in Dutch.
Knows   nothing of requests.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from houvast.casework import acts, clocks, handing, promising, steps, workdays
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.desk.form import DeskForm, add
from houvast.casework.models import Channel, HelpRequest
from houvast.casework.steps import Promise

DAYS = ["%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
BALLS = [
    (Ball.US.value, "Bij ons"),
    (Ball.RESIDENT.value, "Bij de bewoner"),
    (Ball.OTHER.value, "Bij een andere organisatie"),
]


PAUSABLE = [(clock.key, clock.name) for clock in clocks.CLOCKS.values() if clock.may_pause]
REMINDER = (
    "Kijk eerst samen: is niet reageren wel onwil? Was onze brief te moeilijk? "
    "Speelt mee hoe iemand praat of waar iemand vandaan komt?"
)
"""The blind spots of `deciding/blind_spots.py`, for somebody who does not answer."""
TALKS = [(channel.value, channel.label) for channel in (Channel.PHONE, Channel.VISIT)]
TRIED = [each for each in Channel.choices if each[0] not in {Channel.DESK.value, Channel.WALK_IN.value}]
"""Nobody tries in vain at a desk to which the resident came."""
IN_TOUCH = [each for each in Channel.choices if each[0] != Channel.MESSAGE.value]
LONGEST_AGO = dt.timedelta(days=14)
NO_DAY = {
    "required": "Vul een dag in, bijvoorbeeld 3-12-2026.",
    "invalid": "Dit is geen dag. Schrijf bijvoorbeeld 3-12-2026.",
}


class AcceptForm(DeskForm):
    """ "Ik pak dit op"."""

    name = "accept"
    done = "U heeft deze vraag opgepakt. De bewoner ziet dat nu."

    def act(self, sent: acts.Form) -> None:
        """The duo has it."""
        acts.accept(sent)


class ProposeForm(DeskForm):
    """ "Is het opgelost?"."""

    name = "propose"
    done = "De bewoner krijgt de vraag of het is opgelost."

    def act(self, sent: acts.Form) -> None:
        """Asked, not closed."""
        acts.propose_closing(sent)


class MessageForm(DeskForm):
    """A message to the resident."""

    name = "message"
    done = "Uw bericht is verstuurd."
    guarded = False

    words = forms.CharField(
        max_length=acts.LONGEST,
        error_messages={
            "required": "Schrijf eerst een bericht.",
            "max_length": f"Dit bericht is te lang. Maak het korter dan {acts.LONGEST} tekens.",
        },
    )

    def act(self, sent: acts.Form) -> None:
        """Seen at once."""
        acts.send_message(sent, self.cleaned_data["words"])


class TalkForm(DeskForm):
    """The first conversation, and what was said."""

    name = "talk"
    done = "Het eerste gesprek is vastgelegd."

    channel = forms.ChoiceField(choices=TALKS, initial=Channel.PHONE.value)
    words = forms.CharField(max_length=acts.LONGEST, required=False)

    def act(self, sent: acts.Form) -> None:
        """Its clock stops."""
        acts.log_talk(sent, self.cleaned_data["words"], channel=Channel(self.cleaned_data["channel"]))


class ReopenForm(DeskForm):
    """Why a request goes open again."""

    name = "reopen"
    done = "De vraag is weer open."

    words = forms.CharField(
        max_length=acts.LONGEST, error_messages={"required": "Schrijf waarom. De bewoner kan dit lezen."}
    )

    def act(self, sent: acts.Form) -> None:
        """With a reason that the resident can read."""
        acts.reopen(sent, self.cleaned_data["words"])


class ContactForm(DeskForm):
    """The resident and we were in touch, by whatever way."""

    name = "contact"
    done = "Het contact is vastgelegd. De bewoner leest het ook."
    guarded = False

    channel = forms.ChoiceField(choices=IN_TOUCH, initial=Channel.PHONE.value)
    day = forms.DateField(input_formats=DAYS, error_messages=NO_DAY)
    words = forms.CharField(max_length=acts.LONGEST, required=False)

    def proposed(self, held: HelpRequest, on: dt.date) -> dict[str, object]:
        """Today, unless somebody says otherwise."""
        return {"day": f"{on:%d-%m-%Y}"}

    def clean_day(self) -> dt.date:
        """A day that was, and not long ago: it is written down when it is known."""
        day: dt.date = self.cleaned_data["day"]
        opened = timezone.localtime(self.held.opened_at).date()
        if not max(opened, self.on - LONGEST_AGO) <= day <= self.on:
            raise forms.ValidationError("Kies vandaag of een dag in de afgelopen twee weken.")
        return day

    def act(self, sent: acts.Form) -> None:
        """With the day on which it was."""
        day, moment = self.cleaned_data["day"], sent.at
        happened = moment if day == self.on else moment - (self.on - day)
        channel = Channel(self.cleaned_data["channel"])
        acts.log_contact(sent, self.cleaned_data["words"], channel=channel, happened=happened)


class AttemptForm(DeskForm):
    """We tried to reach the resident, in vain."""

    name = "attempt"
    done = "De poging is vastgelegd. De bewoner leest dat u het probeerde."
    guarded = False

    channel = forms.ChoiceField(choices=TRIED, initial=Channel.PHONE.value)
    words = forms.CharField(max_length=acts.LONGEST, required=False)

    def act(self, sent: acts.Form) -> None:
        """Tried, not reached."""
        acts.log_attempt(sent, self.cleaned_data["words"], channel=Channel(self.cleaned_data["channel"]))


class PauseForm(DeskForm):
    """A clock stands still."""

    name = "pause"
    done = "De termijn staat stil. De bewoner leest waarom."
    guarded = False

    clock = forms.ChoiceField(choices=PAUSABLE)
    words = forms.CharField(
        max_length=promising.REASON,
        error_messages={
            "required": "Schrijf waarom. De bewoner leest dit.",
            "max_length": f"Maak dit korter dan {promising.REASON} tekens.",
        },
    )

    def act(self, sent: acts.Form) -> None:
        """With a reason."""
        acts.pause_clock(sent, self.cleaned_data["clock"], self.cleaned_data["words"])


class ResumeForm(DeskForm):
    """A clock goes on."""

    name = "resume"
    done = "De termijn loopt weer."
    guarded = False

    clock = forms.ChoiceField(choices=PAUSABLE)

    def act(self, sent: acts.Form) -> None:
        """From today."""
        acts.resume_clock(sent, self.cleaned_data["clock"])


class AskSleepForm(ReopenForm):
    """The first of the two asks to let a request sleep."""

    name = "ask-sleep"
    done = "Uw collega krijgt deze vraag. Pas als die het ook vindt, gaat de vraag slapen."

    def act(self, sent: acts.Form) -> None:
        """Asked, with a reason."""
        acts.ask_to_sleep(sent, self.cleaned_data["words"])


class SleepForm(ReopenForm):
    """The second of the two agrees."""

    name = "sleep"
    done = "De vraag slaapt. Over drie maanden vragen we vanzelf hoe het gaat."

    def act(self, sent: acts.Form) -> None:
        """Both have said it."""
        acts.agree_to_sleep(sent, self.cleaned_data["words"])


class OfferForm(ReopenForm):
    """Another duo is asked to take over."""

    name = "offer"
    done = "Het andere duo krijgt uw vraag. Tot het klaar is, houdt u deze hulpvraag vast."

    duo = forms.UUIDField(
        error_messages={"required": "Kies een duo.", "invalid": "Kies een duo uit de lijst."}
    )

    @property
    def chosen(self) -> UUID | None:
        """The duo that was chosen, also when something else has a fault; none when it is no duo at all."""
        try:
            return self.fields["duo"].clean(self["duo"].value()) if self.is_bound else None
        except forms.ValidationError:
            return None

    def act(self, sent: acts.Form) -> None:
        """Asked; the holder stays."""
        handing.offer(sent, self.cleaned_data["duo"], self.cleaned_data["words"])


class TakeForm(DeskForm):
    """The asked duo says yes."""

    name = "take"
    done = "U heeft ja gezegd. Spreek nu samen met de bewoner en het andere duo."

    def act(self, sent: acts.Form) -> None:
        """Accepted, not yet handed over."""
        handing.take(sent)


class DeclineForm(ReopenForm):
    """The asked duo says no."""

    name = "decline"
    done = "U heeft nee gezegd. Het andere duo houdt deze hulpvraag."

    def act(self, sent: acts.Form) -> None:
        """With a reason."""
        handing.decline(sent, self.cleaned_data["words"])


class WarmForm(TalkForm):
    """All spoke together: handed over."""

    name = "warm"
    done = "De hulpvraag is overgedragen. De bewoner ziet de nieuwe vaste mensen."

    def act(self, sent: acts.Form) -> None:
        """The new duo holds it."""
        handing.hand_over(sent, self.cleaned_data["words"], channel=Channel(self.cleaned_data["channel"]))


class StepForm(DeskForm):
    """The next step. Days are typed as people write them: 3-12-2026."""

    name = "step"
    done = "De nieuwe stap staat erbij. De bewoner ziet die nu."

    what = forms.CharField(
        max_length=120,
        error_messages={
            "required": "Schrijf wat er gebeurt. De bewoner leest dit.",
            "max_length": "Maak dit korter dan 120 tekens. De rest kan bij de uitleg.",
        },
    )
    why = forms.CharField(max_length=240, required=False)
    then = forms.CharField(max_length=120, required=False)
    ball = forms.ChoiceField(choices=BALLS, error_messages={"required": "Kies bij wie het ligt."})
    ball_with = forms.CharField(max_length=80, required=False)
    due_on = forms.DateField(input_formats=DAYS, error_messages=NO_DAY)
    next_contact_on = forms.DateField(input_formats=DAYS, error_messages=NO_DAY)
    beside = forms.BooleanField(required=False)

    def proposed(self, held: HelpRequest, on: dt.date) -> dict[str, object]:
        """A week for the step, and our own term for the next news."""
        contact = clocks.next_contact(Urgency(held.urgency), Ball.US, last=on)
        return {
            "ball": Ball.US.value,
            "due_on": f"{workdays.after(on, 5):%d-%m-%Y}",
            "next_contact_on": f"{contact:%d-%m-%Y}",
        }

    def clean(self) -> dict[str, Any]:
        """The promise itself, against the calendar and our own terms."""
        cleaned = super().clean() or {}
        if not self.errors:
            found = steps.faults(self.promise(), urgency=Urgency(self.held.urgency), on=self.on)
            for field, words in found.items():
                self.add_error(field, words)
        return cleaned

    def promise(self) -> Promise:
        """What was filled in. Only after `is_valid`."""
        said = self.cleaned_data
        return Promise(
            what=said["what"],
            why=said["why"],
            then=said["then"],
            ball=Ball(said["ball"]),
            ball_with=said["ball_with"],
            due_on=said["due_on"],
            next_contact_on=said["next_contact_on"],
            beside=said["beside"],
        )

    def act(self, sent: acts.Form) -> None:
        """Promised."""
        acts.add_step(sent, self.promise())


add(
    AcceptForm,
    StepForm,
    MessageForm,
    TalkForm,
    ContactForm,
    AttemptForm,
    PauseForm,
    ResumeForm,
    OfferForm,
    TakeForm,
    DeclineForm,
    WarmForm,
    ProposeForm,
    AskSleepForm,
    SleepForm,
    ReopenForm,
)
