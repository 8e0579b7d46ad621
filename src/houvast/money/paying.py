"""The payment file: every released bank payment in one file, and in one only.

Takes   released payments, who asks for the file, and the account of the city (`HOUVAST_PAYS_FROM`).
Gives   a file that is made whole or not at all, and that can be fetched again, byte for byte the same.
Knows   nothing of whether the bank has paid; that is `hearing.py`.

Killed at any point: before the transaction ends there is no file and every payment still waits; after it the
file is there, with its own id, and is fetched again. The bank refuses a second file with the same MsgId.
"""

import datetime as dt
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce

from houvast.ledger import api as ledger
from houvast.money import hearing, mandates, sepa
from houvast.money.bank_codes import Means
from houvast.money.granting import KIND
from houvast.money.mandates import NoMandate
from houvast.money.models import BankAnswer, Grant, Mandate, PaymentFile, SaidOfPayment, Way
from houvast.people.api import Actor
from houvast.vault import api as vault

LOOK = "een betaalbestand voor de bank"
WORDS = "Noodhulp gemeente. U hoeft dit niet terug te betalen."
"""On the bank statement. Nothing about why."""
EXAMPLE = "Gemeente Voorbeeldstad|NL91ABNA0417164300|ABNANL2A"
"""The payer of the demo: an account number that banks use as an example."""


class NothingToPay(LookupError):
    """No released bank payment waits for a file."""


class NoPayingAccount(RuntimeError):
    """`HOUVAST_PAYS_FROM` names no account of the city, so no file can be made. Set it."""


class CannotBeMadeAgain(RuntimeError):
    """Somebody in this file had everything erased after it was fetched: the same bytes can no longer be made.
    It was fetched once; use that copy."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One file in the list. `cents` in all."""

    id: UUID
    message_id: str
    made_at: dt.datetime
    made_by: str
    number: int
    cents: int
    fetched_at: dt.datetime | None
    refused: int
    """How many of `number` the bank refused."""
    paid: int
    unclear: int
    heard: bool
    """Whether the bank said something of it, or somebody saw the statement."""
    asked: bool
    """Whether it was fetched long enough ago to look for an answer."""

    @property
    def open(self) -> int:
        """Of how many payments nobody knows yet whether they left."""
        return self.number - self.refused - self.paid


def payer() -> sepa.Payer:
    """The city's account, from the settings. Raises `NoPayingAccount`."""
    told = settings.CONFIG.pays_from or ("" if settings.CONFIG.production else EXAMPLE)
    name, number, bic = [*(part.strip() for part in told.split("|")), "", "", ""][:3]
    try:
        return sepa.Payer(name=name, iban=sepa.read_iban(number), bic=bic) if name else _without()
    except sepa.NotAnIban as fault:
        raise NoPayingAccount("The IBAN in HOUVAST_PAYS_FROM cannot exist; mend it.") from fault


def _without() -> sepa.Payer:
    raise NoPayingAccount("Set HOUVAST_PAYS_FROM to `name|IBAN|BIC`.")


def ready(*, actor: Actor, on: dt.date) -> int:
    """How many released payments wait for a file. Raises `NoMandate`."""
    return _unfiled(_mandate(actor, on=on)).count()


def make_file(*, actor: Actor, at: dt.datetime) -> PaymentFile:
    """Put every released payment that is in no file into a new one.

    Raises `NothingToPay`, `NoPayingAccount` and `NoMandate`.
    """

    def work() -> PaymentFile:
        mandate = _mandate(actor, on=at.date())
        payments = list(_unfiled(mandate).select_for_update(of=("self",)).order_by("pk"))
        if not payments:
            raise NothingToPay("No released payment waits.")
        city = payer()
        made = PaymentFile.objects.create(
            message_id=f"HV{at:%Y%m%d%H%M%S}{secrets.token_hex(5).upper()}",
            made_at=at,
            made_by=mandate.professional,
            pays_on=at.date(),
            payer=city.name,
            payer_iban=city.iban,
            payer_bic=city.bic,
        )
        Grant.objects.filter(pk__in=[payment.pk for payment in payments]).update(file=made)
        _log(payments, actor, at)
        return made

    return ledger.in_one_piece(work)


def fetch(file_id: UUID, *, actor: Actor, at: dt.datetime) -> tuple[PaymentFile, bytes]:
    """The file for the bank; the first time it is noted as fetched, later it is the same or refused.

    Raises `PaymentFile.DoesNotExist`, `NoMandate`, `CannotBeMadeAgain` and `sepa.NotAFile`.
    """

    def work() -> tuple[PaymentFile, bytes]:
        mandate = _mandate(actor, on=at.date())
        found = _files(mandate).select_for_update(of=("self",)).get(pk=file_id)
        payments = list(found.payments.select_for_update(of=("self",)).order_by("pk"))
        content = _content(found, payments)
        digest = hashlib.sha256(content).hexdigest()
        if found.digest and found.digest != digest:
            raise CannotBeMadeAgain("What would be made now differs from what was fetched.")
        if not found.digest:
            found.digest, found.fetched_at = digest, at
            found.save()
        _log(payments, actor, at)
        return found, content

    return ledger.in_one_piece(work)


def files(*, actor: Actor, on: dt.date) -> list[Listed]:
    """The newest files. Raises `NoMandate`."""
    rows = list(
        _files(_mandate(actor, on=on))
        .select_related("made_by")
        .annotate(
            heard=Exists(BankAnswer.objects.filter(file=OuterRef("pk"))),
            number=Count("payments"),
            paid=Count("payments__paid_at"),
            cents=Coalesce(Sum("payments__cents"), 0),
        )
        .order_by("-made_at")[:30]
    )
    refused = _refused(row.pk for row in rows)
    unclear = hearing.unclear(row.pk for row in rows)
    return [
        Listed(
            id=row.pk,
            message_id=row.message_id,
            made_at=row.made_at,
            made_by=row.made_by.display_name,
            number=row.number + len(refused[row.pk]),
            cents=row.cents + sum(refused[row.pk]),
            fetched_at=row.fetched_at,
            refused=len(refused[row.pk]),
            paid=row.paid,
            unclear=unclear[row.pk],
            heard=row.heard,
            asked=row.asked_at is not None and not row.heard,
        )
        for row in rows
    ]


def _refused(files: Iterable[UUID]) -> dict[UUID, list[int]]:
    """The amounts that were in each of these files until the bank refused them."""
    said = SaidOfPayment.objects.filter(answer__file__in=list(files), means=Means.REFUSED.value)
    found: dict[UUID, list[int]] = defaultdict(list)
    for file, cents in said.values_list("answer__file", "grant__cents"):
        found[file].append(cents)
    return found


def _mandate(actor: Actor, *, on: dt.date) -> Mandate:
    mandate = mandates.mandate_of(actor.professional_id, on=on) if actor.is_professional else None
    if mandate is None or not mandate.may_release:
        raise NoMandate("This professional has no mandate to release today.")
    return mandate


def _unfiled(mandate: Mandate) -> QuerySet[Grant]:
    return Grant.objects.filter(
        way=Way.BANK.value,
        released_at__isnull=False,
        withdrawn_at__isnull=True,
        file__isnull=True,
        budget__team__organisation=mandate.professional.organisation_id,
    )


def _files(mandate: Mandate) -> QuerySet[PaymentFile]:
    return PaymentFile.objects.filter(made_by__organisation=mandate.professional.organisation_id)


def _content(found: PaymentFile, payments: list[Grant]) -> bytes:
    lockers = vault.lockers_of(payment.resident_id for payment in payments if payment.resident_id)
    lines = []
    for payment in payments:
        if payment.resident_id not in lockers or payment.receiver is None or payment.iban is None:
            raise CannotBeMadeAgain("Somebody in this file had everything erased.")
        locker = lockers[payment.resident_id]
        lines.append(
            sepa.Payment(
                name=locker.unseal(payment.receiver, place=f"receiver {payment.pk}"),
                iban=locker.unseal(payment.iban, place=f"iban {payment.pk}"),
                cents=payment.cents,
                end_to_end_id=payment.end_to_end_id,
                words=WORDS,
            )
        )
    city = sepa.Payer(name=found.payer, iban=found.payer_iban, bic=found.payer_bic)
    return sepa.credit_transfer(
        city, lines, message_id=found.message_id, made_at=found.made_at, pays_on=found.pays_on
    )


def _log(payments: list[Grant], actor: Actor, at: dt.datetime) -> None:
    people = [payment.resident_id for payment in payments if payment.resident_id]
    ledger.record_many(at=at, actor=actor, subjects=people, action="look", purpose=LOOK, kind=KIND)
