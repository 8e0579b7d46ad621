"""Hearing the bank: its answer to a payment file, read by who may release payments.

Takes   the file that came from the bank, or the word that the statement shows it all paid; who read it, when.
Gives   per payment what became of it. What was refused waits again (`refusals.py`); the rest stays as it is.
Knows   nothing of pages. A message of the bank is read once; a file that is not ours changes nothing.

A payment that may have left never leaves again by itself: where the bank contradicts itself or is not clear,
it is `unclear`, and a person calls the bank.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from houvast.ledger import api as ledger
from houvast.money import mandates, pain002, refusals
from houvast.money.bank_codes import BOOK, Means, Mends
from houvast.money.granting import KIND
from houvast.money.mandates import NoMandate
from houvast.money.models import BankAnswer, Grant, Mandate, PaymentFile, SaidOfPayment
from houvast.money.pain002 import Said
from houvast.people.api import Actor

HEARD = "het antwoord van de bank op uw betaling lezen"


class NotOurFile(LookupError):
    """The bank's answer is about a file, or a payment, that is not ours. The text says which, in Dutch."""


class HeardBefore(RuntimeError):
    """This message of the bank was read before. Nothing was changed."""


def hear(content: bytes, *, actor: Actor, at: dt.datetime) -> Counter[Means]:
    """Read the bank's answer and do what follows from it, whole or not at all; gives how many payments were
    paid, are underway, were refused, or are unclear.

    Raises `pain002.NotABankAnswer`, `NotOurFile`, `HeardBefore` and `NoMandate`.
    """
    told = pain002.read(content)

    def work() -> Counter[Means]:
        mandate = _mandate(actor, at)
        file = _file(told.original_id, mandate)
        payments, refused = _payments(file)
        _must_be_ours(told, set(payments) | refused)
        if file.answers.filter(message_id=told.message_id).exists():
            raise HeardBefore("This message of the bank was read before.")
        answer = BankAnswer.objects.create(
            file=file,
            message_id=told.message_id,
            made_at=told.made_at,
            read_at=at,
            read_by=mandate.professional,
        )
        heard: Counter[Means] = Counter()
        for name in sorted(set(payments) | (refused & set(told.each))):
            said = told.each.get(name, told.all)
            if said is not None:
                means = _one(answer, name, payments.get(name), said, actor, at)
                heard.update([means] if means else [])
        _log(payments.values(), actor, at)
        return heard

    return ledger.in_one_piece(work)


def seen_paid(file_id: UUID, *, actor: Actor, at: dt.datetime) -> None:
    """The statement of the account shows that all of this file was paid. Raises `NotOurFile`, `NoMandate`."""

    def work() -> None:
        mandate = _mandate(actor, at)
        file = _files(mandate).select_for_update(of=("self",)).filter(pk=file_id).first()
        if file is None or file.fetched_at is None:
            raise NotOurFile("Dit bestand is niet van uw organisatie, of nog niet opgehaald.")
        BankAnswer.objects.get_or_create(
            file=file,
            message_id="",
            defaults={"made_at": at, "read_at": at, "read_by": mandate.professional},
        )
        payments = list(file.payments.select_for_update(of=("self",)).order_by("pk"))
        file.payments.filter(paid_at__isnull=True).update(paid_at=at)
        _log(payments, actor, at)

    ledger.in_one_piece(work)


def look_after(*, before: dt.date, at: dt.datetime) -> list[UUID]:
    """Ask about every file that was fetched before this day and that no bank answered; once per file.

    Gives who may release them: each has one question or more that is new.
    """
    silent = Exists(BankAnswer.objects.filter(file=OuterRef("pk")))
    files = PaymentFile.objects.filter(~silent, asked_at__isnull=True, fetched_at__date__lt=before)
    asked = list(files.select_related("made_by"))
    PaymentFile.objects.filter(pk__in=[file.pk for file in asked]).update(asked_at=at)
    return mandates.releasers({file.made_by.organisation_id for file in asked}, on=at.date())


def unclear(files: Iterable[UUID]) -> Counter[UUID]:
    """Of each of these files, how many payments the bank was not clear about and nobody saw paid."""
    said = SaidOfPayment.objects.filter(answer__file__in=list(files), grant__paid_at__isnull=True)
    newest: dict[tuple[UUID, str], str] = {}
    for file, name, means in said.order_by("answer__read_at").values_list(
        "answer__file", "end_to_end_id", "means"
    ):
        newest[file, name] = means
    return Counter(file for (file, _), means in newest.items() if means == Means.UNCLEAR.value)


def _one(
    answer: BankAnswer, name: str, grant: Grant | None, said: Said, actor: Actor, at: dt.datetime
) -> Means | None:
    """What this means for one payment, done and written down. None when it was known."""
    why = BOOK.why(said.reasons)
    means = said.means
    if grant is None:
        grant = Grant.objects.select_for_update().get(
            said__end_to_end_id=name, said__means=Means.REFUSED.value
        )
        if means is Means.REFUSED:
            return None
        means = Means.UNCLEAR
        refusals.doubt(grant)
    elif means is Means.REFUSED and (grant.paid_at is not None or why.mends is Mends.BANK):
        means = Means.UNCLEAR
    SaidOfPayment.objects.create(
        answer=answer,
        grant=grant,
        end_to_end_id=name,
        code=said.code,
        reasons=" ".join(said.reasons)[:200],
        means=means.value,
    )
    if means is Means.REFUSED:
        refusals.undo(grant, why, said.words, actor=actor, at=at)
    elif means is Means.PAID and grant.paid_at is None:
        grant.paid_at = answer.made_at
        grant.save(update_fields=["paid_at"])
    return means


def _file(original_id: str, mandate: Mandate) -> PaymentFile:
    """Our file of this name, ours until the transaction ends: two who read one answer queue for it."""
    found = _files(mandate).select_for_update(of=("self",)).filter(message_id=original_id).first()
    if found is None or found.fetched_at is None:
        raise NotOurFile(f"Dit antwoord gaat over bestand {original_id}. Dat is hier niet opgehaald.")
    return found


def _mandate(actor: Actor, at: dt.datetime) -> Mandate:
    mandate = mandates.mandate_of(actor.professional_id, on=at.date()) if actor.is_professional else None
    if mandate is None or not mandate.may_release:
        raise NoMandate("This professional has no mandate to release today.")
    return mandate


def _files(mandate: Mandate) -> QuerySet[PaymentFile]:
    return PaymentFile.objects.filter(made_by__organisation=mandate.professional.organisation_id)


def _payments(file: PaymentFile) -> tuple[dict[str, Grant], set[str]]:
    """What is in the file by its id, locked; and the ids of what was in it until the bank refused it."""
    locked = file.payments.select_for_update(of=("self",)).order_by("pk")
    refused = SaidOfPayment.objects.filter(answer__file=file, means=Means.REFUSED.value)
    return {grant.end_to_end_id: grant for grant in locked}, set(
        refused.values_list("end_to_end_id", flat=True)
    )


def _must_be_ours(told: pain002.BankAnswer, ours: set[str]) -> None:
    strange = sorted(set(told.each) - ours)
    if strange:
        raise NotOurFile(f"Dit antwoord noemt betaling {strange[0]}. Die staat niet in ons bestand.")
    if told.number is not None and told.number != len(ours):
        raise NotOurFile(f"De bank telde {told.number} betalingen. In ons bestand staan er {len(ours)}.")


def _log(payments: Iterable[Grant], actor: Actor, at: dt.datetime) -> None:
    people = [payment.resident_id for payment in payments if payment.resident_id]
    ledger.record_many(at=at, actor=actor, subjects=people, action="change", purpose=HEARD, kind=KIND)
