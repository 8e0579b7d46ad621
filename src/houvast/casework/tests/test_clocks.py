"""When we must have spoken with somebody, and when we must be heard of again."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.casework import clocks, workdays
from houvast.casework.clocks import Ball, Pause, Unit, Urgency

SUNDAY = dt.date(2026, 11, 22)
FRIDAY_BEFORE_WHITSUN = dt.date(2026, 5, 22)


def test_the_first_talk_is_within_four_weeks_wgs_4_1() -> None:
    talk = clocks.first_talk(Urgency.USUAL)

    assert clocks.rings_on(talk, started_on=dt.date(2026, 11, 23), on=SUNDAY) == dt.date(2026, 12, 21)


def test_four_weeks_that_end_on_a_sunday_run_on_to_monday_atw_1() -> None:
    talk = clocks.first_talk(Urgency.USUAL)

    assert clocks.rings_on(talk, started_on=SUNDAY, on=SUNDAY) == dt.date(2026, 12, 21)


@pytest.mark.parametrize("urgency", [Urgency.EMERGENCY, Urgency.THREAT])
def test_when_a_threat_hangs_over_somebody_the_talk_is_within_three_working_days_wgs_4_2(
    urgency: Urgency,
) -> None:
    talk = clocks.first_talk(urgency)

    assert clocks.rings_on(talk, started_on=FRIDAY_BEFORE_WHITSUN, on=SUNDAY) == dt.date(2026, 5, 28)


def test_a_pause_moves_the_end_by_the_days_that_the_hands_stood_still() -> None:
    talk = clocks.clock("first-talk")
    pause = Pause(dt.date(2026, 12, 1), dt.date(2026, 12, 4), "bewoner is in het ziekenhuis")

    assert clocks.rings_on(talk, started_on=dt.date(2026, 11, 23), pauses=[pause], on=SUNDAY) == dt.date(
        2026, 12, 24
    )


def test_a_pause_that_still_lasts_counts_up_to_today() -> None:
    talk = clocks.clock("first-talk-threat")
    pause = Pause(dt.date(2026, 11, 24), None, "bewoner vroeg om een week rust")

    last = clocks.rings_on(talk, started_on=dt.date(2026, 11, 23), pauses=[pause], on=dt.date(2026, 11, 26))

    assert last == dt.date(2026, 11, 30)


def test_two_pauses_over_the_same_days_count_once() -> None:
    talk = clocks.clock("first-talk")
    one, other = (Pause(dt.date(2026, 12, 1), dt.date(2026, 12, 3), reason) for reason in ("a", "b"))

    both = clocks.rings_on(talk, started_on=dt.date(2026, 11, 23), pauses=[one, other], on=SUNDAY)

    assert both == clocks.rings_on(talk, started_on=dt.date(2026, 11, 23), pauses=[one], on=SUNDAY)


def test_a_clock_that_nobody_wrote_down_is_refused() -> None:
    with pytest.raises(clocks.UnknownClock, match="first-talk"):
        clocks.clock("some-day")


def test_waiting_for_the_resident_takes_twice_as_long_as_waiting_for_us() -> None:
    ours = clocks.next_contact(Urgency.USUAL, Ball.US, last=SUNDAY)
    theirs = clocks.next_contact(Urgency.USUAL, Ball.RESIDENT, last=SUNDAY)

    assert ours == dt.date(2026, 11, 27)
    assert theirs == dt.date(2026, 12, 4)


@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("ball", list(Ball))
def test_every_urgency_and_every_ball_has_a_next_contact(urgency: Urgency, ball: Ball) -> None:
    assert clocks.next_contact(urgency, ball, last=SUNDAY) > SUNDAY


def test_an_emergency_is_read_today_or_on_the_first_working_day() -> None:
    assert clocks.first_reading(Urgency.EMERGENCY, opened_on=dt.date(2026, 11, 20)) == dt.date(2026, 11, 20)
    assert clocks.first_reading(Urgency.EMERGENCY, opened_on=SUNDAY) == dt.date(2026, 11, 23)


COUNTED = [key for key, clock in clocks.CLOCKS.items() if clock.unit is not clocks.Unit.DATE]
TOLD = [key for key, clock in clocks.CLOCKS.items() if clock.unit is clocks.Unit.DATE]


@pytest.mark.parametrize("key", TOLD)
def test_the_day_of_a_threat_is_told_and_never_counted(key: str) -> None:
    with pytest.raises(clocks.UnknownClock):
        clocks.rings_on(clocks.clock(key), started_on=SUNDAY, on=SUNDAY)


@pytest.mark.parametrize("key", COUNTED)
def test_every_clock_names_its_source_and_warns_before_it_rings(key: str) -> None:
    clock = clocks.clock(key)

    last = clocks.rings_on(clock, started_on=SUNDAY, on=SUNDAY)

    assert clock.basis
    assert clock.certainty in {"A", "B"}
    assert SUNDAY < clocks.warns_on(clock, last) < last


@given(
    started=st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    lasts=st.integers(0, 60),
    key=st.sampled_from(sorted(COUNTED)),
)
def test_a_pause_never_makes_a_term_shorter(started: dt.date, lasts: int, key: str) -> None:
    clock = clocks.clock(key)
    until = started + dt.timedelta(days=lasts)
    free = clocks.rings_on(clock, started_on=started, on=until)

    paused = clocks.rings_on(clock, started_on=started, pauses=[Pause(started, until, "rust")], on=until)

    assert paused >= free
    if clock.unit is Unit.WORKING_DAYS:
        assert workdays.is_working_day(paused)
