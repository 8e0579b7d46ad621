"""Every message arrives, also when the mail server is killed in the middle; twice is known as twice."""

import datetime as dt
from collections import Counter
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives

from houvast.casework.post import api as post
from houvast.casework.post.models import Channel, Message, State
from houvast.casework.post.sending import AGAIN_AFTER, LEASE, _claimed
from houvast.casework.post.tests.conftest import ADDRESS, MailServer, later, reader
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.ledger import api as ledger
from houvast.people.api import Resident, as_resident

Box = list[EmailMultiAlternatives]
ABOUT = post.About(reference="26-123456")


def queued(resident: Resident, count: int = 1) -> None:
    for number in range(count):
        post.queue(resident, "news", ABOUT, key=f"news {number}", at=MONDAY)


def test_a_mail_says_that_there_is_news_and_nothing_else(resident: Resident, mail_server: MailServer) -> None:
    mail_server.start()
    queued(resident)

    tally = post.deliver(at=MONDAY)

    assert tally == post.Tally(sent=1)
    (path,) = mail_server.mails()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    text, html = (part.get_content() for part in mail.iter_parts())
    assert mail["To"] == ADDRESS
    assert mail["Subject"] == "Er is nieuws over uw vraag"
    assert mail["Auto-Submitted"] == "auto-generated"
    for body in (text, html):
        assert "http://127.0.0.1:8000/volg/" in body
        assert "26-123456" in body
        assert "Die sturen wij nooit mee" in body
    assert "src=" not in html


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("tr", "ltr"), ("ar", "rtl")])
def test_a_mail_speaks_the_residents_language(
    db: None, mailoutbox: Box, language: str, direction: str
) -> None:
    queued(reader(language))

    post.deliver(at=MONDAY)

    (mail,) = mailoutbox
    assert mail.extra_headers["Content-Language"] == language
    assert f'lang="{language}" dir="{direction}"' in str(mail.alternatives[0])
    assert "nieuws" not in mail.subject


def test_sending_stands_in_the_residents_log(resident: Resident, mailoutbox: Box) -> None:
    queued(resident)

    post.deliver(at=MONDAY)

    assert "u een bericht sturen" in [line.purpose for line in ledger.log_of(resident)]


def test_a_mail_server_killed_halfway_loses_nothing(resident: Resident, mail_server: MailServer) -> None:
    queued(resident, 20)
    expected = set(Message.objects.values_list("message_id", flat=True))

    mail_server.start(dies_at=7)
    halfway = post.deliver(at=MONDAY)
    mail_server.start()
    rest = post.deliver(at=later(5))

    arrived = Counter(mail_server.message_ids())
    assert halfway == post.Tally(sent=6, waiting=1)
    assert rest == post.Tally(sent=14)
    assert set(arrived) == expected
    # The seventh was kept, but its yes never came: it came again, and says so itself.
    assert sorted(arrived.values()) == [1] * 19 + [2]
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_server_that_is_away_costs_no_attempt(resident: Resident, mail_server: MailServer) -> None:
    queued(resident)

    for minutes in range(0, 200, 5):
        post.deliver(at=later(minutes))
    mail_server.start()

    assert post.deliver(at=later(300)) == post.Tally(sent=1)


def test_a_worker_killed_after_sending_sends_the_same_mail_again(resident: Resident, mailoutbox: Box) -> None:
    queued(resident)
    (message,) = Message.objects.all()
    # What a kill -9 between "accepted" and "marked as sent" leaves behind: a claim, and nothing more.
    assert _claimed(message.pk, MONDAY) is not None

    early = post.deliver(at=MONDAY + LEASE - dt.timedelta(seconds=1))
    late = post.deliver(at=MONDAY + LEASE)

    assert early == post.Tally()
    assert late == post.Tally(sent=1)
    assert [mail.extra_headers["Message-ID"] for mail in mailoutbox] == [message.message_id]


def test_a_message_that_another_worker_claimed_is_left_alone(resident: Resident) -> None:
    queued(resident)
    (message,) = Message.objects.all()

    first, second = _claimed(message.pk, MONDAY), _claimed(message.pk, MONDAY)

    assert first is not None
    assert second is None


def test_a_refusal_for_now_is_tried_again_ever_later(resident: Resident, mail_server: MailServer) -> None:
    mail_server.start(refuses=451)
    queued(resident)
    at, waits = MONDAY, []

    while (row := Message.objects.get()).state == State.WAITING:
        waits.append(row.next_try_at - at)
        at = row.next_try_at
        post.deliver(at=at)

    assert waits[1:] == list(AGAIN_AFTER)
    assert row.state == State.FAILED
    assert row.fault == "SMTPRecipientsRefused 451"


def test_an_address_that_does_not_exist_fails_at_once_and_tells_nothing(
    resident: Resident, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    mail_server.start(refuses=550)
    queued(resident)

    tally = post.deliver(at=MONDAY)

    assert tally == post.Tally(failed=1)
    assert Message.objects.get().fault == "SMTPRecipientsRefused 550"
    assert "samira" not in caplog.text


def test_a_wish_that_was_taken_back_meanwhile_counts(resident: Resident, mailoutbox: Box) -> None:
    queued(resident)
    post.wish(resident, {}, at=MONDAY, by=as_resident(resident))

    assert post.deliver(at=MONDAY) == post.Tally(dropped=1)
    assert mailoutbox == []


def test_the_newest_address_counts(resident: Resident, mailoutbox: Box) -> None:
    queued(resident)
    post.wish(resident, {Channel.MAIL: "nieuw@example.org"}, at=MONDAY, by=as_resident(resident))

    post.deliver(at=MONDAY)

    assert mailoutbox[0].to == ["nieuw@example.org"]


def test_a_message_for_later_waits(resident: Resident, mailoutbox: Box) -> None:
    post.queue(resident, "news", key="later", at=MONDAY, not_before=later(60))

    assert post.deliver(at=later(59)) == post.Tally()
    assert post.deliver(at=later(60)) == post.Tally(sent=1)


def test_an_invitation_goes_along_and_is_kept_no_longer(resident: Resident, mailoutbox: Box) -> None:
    invitation = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    about = post.About(day=dt.date(2026, 11, 27), time=dt.time(10, 30))
    post.queue(resident, "appointment", about, key="1", at=MONDAY, calendar=invitation)
    sealed = Message.objects.get().calendar

    post.deliver(at=MONDAY)

    (attached,) = mailoutbox[0].attachments
    assert sealed is not None
    assert b"VCALENDAR" not in bytes(sealed)
    assert "METHOD:REQUEST" in str(attached)
    assert Message.objects.get().calendar is None


def test_a_professional_who_left_gets_nothing(city: Neighbourhood, mailoutbox: Box) -> None:
    post.queue(city.fatima, "staff-alarm", key="1", at=MONDAY)
    city.fatima.active = False
    city.fatima.save()

    assert post.deliver(at=MONDAY) == post.Tally(dropped=1)


def test_an_alarm_for_a_professional_leads_to_the_request(city: Neighbourhood, mailoutbox: Box) -> None:
    post.queue(city.fatima, "staff-alarm", ABOUT, key="1", at=MONDAY)

    post.deliver(at=MONDAY)

    assert mailoutbox[0].to == ["fatima@example.org"]
    assert "/werk/" in mailoutbox[0].body
