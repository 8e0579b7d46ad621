"""Where mail leaves."""

import pytest

from houvast.config import BadConfig, Config
from houvast.people.mail import MailServer, mail_server


def test_without_a_setting_the_machine_itself_sends() -> None:
    assert mail_server(Config()) == MailServer("localhost", 25, "", "", starttls=False, tls=False)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.example.nl", MailServer("mail.example.nl", 587, "", "", starttls=True, tls=False)),
        ("smtps://mail.example.nl", MailServer("mail.example.nl", 465, "", "", starttls=False, tls=True)),
        (
            "smtp://post%40x.nl:a%3Ab%2F@mail.example.nl:2525",
            MailServer("mail.example.nl", 2525, "post@x.nl", "a:b/", starttls=True, tls=False),
        ),
    ],
)
def test_a_server_elsewhere_is_spoken_to_in_secret_only(address: str, expected: MailServer) -> None:
    assert mail_server(Config(mail_server=address)) == expected


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.nl",
        "http://mail.example.nl",
        "smtp://",
        "smtp://x:geheim@:25",
        "smtp://h:port",
        "smtp://h:0",
    ],
)
def test_an_address_that_cannot_be_read_stops_the_start_and_is_not_shown(address: str) -> None:
    with pytest.raises(BadConfig, match="HOUVAST_MAIL_SERVER") as refusal:
        mail_server(Config(mail_server=address))

    assert "geheim" not in str(refusal.value)
