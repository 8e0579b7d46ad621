"""E-mail, through Django's mail.

Takes   one message, ready to go.
Gives   nothing when the mail server took it.
Knows   nothing of the outbox. One connection for a whole run; after a fault the next message opens another.
"""

import contextlib
import smtplib
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection

from houvast.casework.post.channels import Outgoing, Refused, Unreachable

REFUSED = 550


class Mail:
    """The mail server of the settings."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, outgoing: Outgoing) -> None:
        """One mail, with its own fixed Message-ID: sent twice, the second can be known as the same."""
        try:
            if self._connection is None:
                fresh = get_connection()
                fresh.open()
                self._connection = fresh
            self._connection.send_messages([_mail(outgoing)])
        except smtplib.SMTPRecipientsRefused as fault:
            codes = [code for code, _ in fault.recipients.values()]
            self.close()
            raise _refused(fault, min(codes, default=REFUSED)) from fault
        except smtplib.SMTPDataError as fault:
            self.close()
            raise _refused(fault, fault.smtp_code) from fault
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            # Also a refused sender or password: that is ours to mend, and no reason to give up on anybody.
            raise Unreachable(type(fault).__name__) from fault
        except ValueError as fault:  # an address that no mail can be made of
            raise Refused(type(fault).__name__, for_ever=True) from fault

    def close(self) -> None:
        """Hang up. A server that is gone already is no fault."""
        if self._connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None


def _refused(fault: Exception, code: int) -> Refused:
    """5xx is for ever, 4xx for now (RFC 5321, 4.2.1)."""
    return Refused(f"{type(fault).__name__} {code}", for_ever=500 <= code < 600)


def _mail(outgoing: Outgoing) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=outgoing.subject,
        body=outgoing.text,
        to=[outgoing.to],
        headers={
            "Message-ID": outgoing.message_id,
            "Content-Language": outgoing.language,
            # No answer from a machine to a machine (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(outgoing.html, "text/html")
    if outgoing.calendar:
        mail.attach("afspraak.ics", outgoing.calendar, "text/calendar")
    return mail
