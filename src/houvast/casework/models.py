"""The help request and all that hangs on it.

Takes   a resident and a duo (people).
Gives   rows of which the database itself guarantees: an open request has a duo, a step, somebody with the
ball, a
        due date and a next-contact date; a closed one was closed by the resident's own word.
Knows   nothing of what may happen when; that is `states.py`, and `acts.py` is the only writer.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from houvast.casework.clocks import CLOCKS, Ball, Urgency
from houvast.casework.states import Phase
from houvast.people.api import Duo, Professional, Resident


def _one_of(field: str, values: Any) -> Q:
    return Q(**{f"{field}__in": [str(value.value) for value in values]})


class Source(models.TextChoices):
    """Through which door a request came in."""

    WEB = "web", "website"
    DESK = "desk", "balie"
    PHONE = "phone", "telefoon"


class HelpRequest(models.Model):
    """One question of one resident, held by one duo until the resident says that it is solved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12)
    """To say on the phone: two digits of the year and six drawn ones. Not a way in, and no count of
    requests."""
    token = models.CharField(max_length=64)
    """Of the form that opened it: the same form sent twice is one request."""
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="help_requests")
    duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="help_requests", null=True)
    assigned_because = models.CharField(max_length=120)
    phase = models.CharField(max_length=12, default=Phase.RECEIVED.value)
    urgency = models.CharField(max_length=12)
    source = models.CharField(max_length=8, choices=Source.choices)
    subject = models.CharField(max_length=120)
    story = models.BinaryField()
    """The resident's own words, sealed by the vault."""
    opened_at = models.DateTimeField()
    # DO_NOTHING: erasing a request takes its steps along; the database's own, deferred key guards all else.
    step = models.ForeignKey("Step", on_delete=models.DO_NOTHING, related_name="+", null=True)
    ball = models.CharField(max_length=8, null=True)  # null: nobody, and only when closed
    ball_with = models.CharField(max_length=80, blank=True)
    """Which other organisation has the ball."""
    due_on = models.DateField(null=True)
    next_contact_on = models.DateField(null=True)
    waits_since = models.DateTimeField()
    """Since when the ball lies where it lies."""
    answer_owed_since = models.DateTimeField(null=True)
    """Since when a message of the resident waits for our answer."""
    solved_at = models.DateTimeField(null=True)
    """When the resident said that it is solved. Nobody else can say so."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every change: two people never overwrite each other."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["reference"], name="casework_one_request_per_reference"),
            models.UniqueConstraint(fields=["token"], name="casework_one_request_per_form"),
            models.CheckConstraint(condition=_one_of("phase", Phase), name="casework_phase_is_known"),
            models.CheckConstraint(condition=_one_of("urgency", Urgency), name="casework_urgency_is_known"),
            models.CheckConstraint(
                condition=Q(ball__isnull=True) | _one_of("ball", Ball), name="casework_ball_is_known"
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED.value)
                | Q(
                    duo__isnull=False,
                    step__isnull=False,
                    ball__isnull=False,
                    due_on__isnull=False,
                    next_contact_on__isnull=False,
                ),
                name="casework_an_open_request_has_it_all",
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED.value, solved_at__isnull=False)
                | (~Q(phase=Phase.CLOSED.value) & Q(solved_at__isnull=True)),
                name="casework_closed_by_the_residents_word",
            ),
            models.CheckConstraint(
                condition=~Q(ball=Ball.OTHER.value) | ~Q(ball_with=""), name="casework_another_has_a_name"
            ),
        )
        indexes = (
            # The worklist: what one duo holds, and within it the days that pass.
            models.Index(
                fields=["duo", "next_contact_on"],
                condition=~Q(phase=Phase.CLOSED.value),
                name="casework_open_of_duo",
            ),
            models.Index(fields=["resident", "opened_at"], name="casework_of_resident"),
            # What the jobs look for: whose promised day has passed, over all duos.
            models.Index(
                fields=["next_contact_on"],
                condition=~Q(phase=Phase.CLOSED.value),
                name="casework_promised_day",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether somebody holds it."""
        return self.phase != Phase.CLOSED.value


class QuestionLine(models.Model):
    """One line of "Heb ik het goed begrepen?", as the resident last corrected it. Sealed."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    text = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "order"], name="casework_one_line_per_place"),
        )


class Step(models.Model):
    """What somebody does, as it was promised at the time. The newest one is what happens now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12, blank=True)
    """Of a step that the house itself made, so that it can be read in every language; else empty."""
    what = models.CharField(max_length=120)
    why = models.CharField(max_length=240, blank=True)
    then = models.CharField(max_length=120, blank=True)
    """What will probably come after it."""
    under = models.ForeignKey("self", on_delete=models.CASCADE, related_name="substeps", null=True)
    ball = models.CharField(max_length=8)
    ball_with = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    next_contact_on = models.DateField()
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "number"], name="casework_steps_have_an_order"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(done_at__isnull=True), name="casework_one_step_at_a_time"
            ),
            models.CheckConstraint(condition=_one_of("ball", Ball), name="casework_step_ball_is_known"),
            models.CheckConstraint(condition=~Q(what=""), name="casework_a_step_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("began_at")),
                name="casework_a_step_ends_after_it_began",
            ),
        )


class Channel(models.TextChoices):
    """How two people were in touch."""

    MESSAGE = "message", "bericht"
    PHONE = "phone", "telefoon"
    VISIT = "visit", "gesprek"
    LETTER = "letter", "brief"
    MAIL = "mail", "e-mail"


class Contact(models.Model):
    """One message or conversation, or an attempt at one. `by` is empty when it came from the resident.
    Sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    reached = models.BooleanField(default=True)
    text = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="casework_channel_is_known"),
        )
        indexes = (models.Index(fields=["request", "at"], name="casework_contact_order"),)


class Event(models.Model):
    """That something happened, by whom, in which form. Its token makes a form that is sent twice happen
    once."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="events")
    change = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    by_resident = models.BooleanField(default=False)
    token = models.CharField(max_length=64)
    phase = models.CharField(max_length=12)
    """The phase after it."""
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+", null=True)
    reason = models.BinaryField(null=True)
    """Why, in words, where the table of states asks for a reason. Sealed."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "token"], name="casework_a_form_happens_once"),
            models.CheckConstraint(condition=_one_of("phase", Phase), name="casework_event_phase_is_known"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(by_resident=False), name="casework_an_event_has_one_author"
            ),
        )
        indexes = (models.Index(fields=["request", "at"], name="casework_event_order"),)


class RunningClock(models.Model):
    """One clock of `clocks.py` that runs, or ran, for one request."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="clocks")
    key = models.CharField(max_length=20)
    started_on = models.DateField()
    due_on = models.DateField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "key"],
                condition=Q(stopped_at__isnull=True),
                name="casework_a_clock_runs_once",
            ),
            models.CheckConstraint(condition=Q(key__in=sorted(CLOCKS)), name="casework_clock_is_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")), name="casework_a_clock_rings_later"
            ),
        )
        indexes = (
            models.Index(
                fields=["due_on"], condition=Q(stopped_at__isnull=True), name="casework_clock_rings"
            ),
        )


class ClockPause(models.Model):
    """A period in which a clock stood still, with the reason that the resident can read."""

    clock = models.ForeignKey(RunningClock, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=160)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clock"], condition=Q(until__isnull=True), name="casework_one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="casework_a_pause_ends_later"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="casework_a_pause_has_a_reason"),
        )


class Alarm(models.Model):
    """A resident waits longer than was promised. It goes to somebody who can act, and ends by what they
    do."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="alarms")
    rule = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    """How far it has climbed: 0 the duo, 1 the director, 2 the team lead, 3 the owner of the policy."""
    promised_on = models.DateField()
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=16, blank=True)
    """The change that ended it."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "rule"],
                condition=Q(ended_at__isnull=True),
                name="casework_an_alarm_rings_once",
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="casework_alarm_level_is_known"),
        )


class Agreement(models.Model):
    """Something that needs both of the duo: one asks, the other agrees. Both give their reason, in the
    event."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="agreements")
    change = models.CharField(max_length=16)
    first = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "change"],
                condition=Q(ended_at__isnull=True),
                name="casework_one_open_agreement",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("first")), name="casework_four_eyes_are_of_two"
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | Q(ended_at__isnull=False),
                name="casework_an_agreement_ends_it",
            ),
        )


class Handover(models.Model):
    """One duo asks another to take over. Until the other accepted and all spoke together, the first one
    holds it."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="handovers")
    from_duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="+")
    to_duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="handovers")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    accepted_at = models.DateTimeField(null=True)
    warm_at = models.DateTimeField(null=True)
    """When the resident, the old duo and the new one spoke together."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="casework_one_handover_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(from_duo=F("to_duo")), name="casework_handed_to_another"),
            models.CheckConstraint(
                condition=Q(warm_at__isnull=True) | Q(accepted_at__isnull=False, ended_at__isnull=False),
                name="casework_handed_over_warm",
            ),
        )
        indexes = (
            models.Index(
                fields=["to_duo"], condition=Q(ended_at__isnull=True), name="casework_handover_asked"
            ),
        )
