"""The page of the buffer: what one may grant, what waits for a second person, the files, the questions.

Takes   requests of professionals. What each sees hangs on their mandate, not on a role.
Gives   pages in Dutch that work without JavaScript; a form that was sent answers with a redirect.
Knows   nothing of help requests: granting itself stands on the page of one, in casework.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.money import hearing, mandates, paying, quiet, releasing
from houvast.money.bank_codes import Means
from houvast.money.forms import (
    OTHER_WAYS,
    AccountForm,
    BankAnswerForm,
    Form,
    InsteadForm,
    QuietForm,
    SendBackForm,
)
from houvast.money.granting import Account, NotWaiting, hand_out_instead, mend_account
from houvast.money.mandates import NoMandate
from houvast.money.models import Mandate, PaymentFile, Quiet, Way
from houvast.money.pain002 import MOST, NotABankAnswer
from houvast.money.sepa import NotAFile
from houvast.people.api import Request, Role, for_professionals
from houvast.ui.api import euro_text

desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD, Role.ADMINISTRATOR)
NOT_ALLOWED = "Dit mag u niet doen. Vraag een collega met een mandaat."
HEARD = {
    Means.PAID: "Betaald: {}.",
    Means.UNDERWAY: "Onderweg: {}.",
    Means.REFUSED: "Niet betaald: {}. De vaste mensen van de bewoner weten het nu.",
    Means.UNCLEAR: "Niet duidelijk: {}. Bel de bank.",
}
GONE = "Dit is intussen veranderd. Hieronder staat hoe het nu is."


@never_cache
@desk
@require_GET
def show(request: Request) -> HttpResponse:
    """All of the buffer that concerns this professional."""
    return _page(request)


@never_cache
@desk
@require_POST
def release(request: Request, grant_id: UUID) -> HttpResponse:
    """The second person lets it go."""
    return _do(
        request,
        lambda: releasing.release(grant_id, actor=request.actor, at=request.now),
        done="Vrijgegeven. De bewoner ziet dat het geld onderweg is.",
    )


@never_cache
@desk
@require_POST
def send_back(request: Request, grant_id: UUID) -> HttpResponse:
    """The second person sees a fault in the account."""
    form = SendBackForm(request.POST, prefix=f"terug-{grant_id}")
    if not form.is_valid():
        return _page(request, form=form, status=422)
    return _do(
        request,
        lambda: releasing.send_back(
            grant_id, form.cleaned_data["words"], actor=request.actor, at=request.now
        ),
        done="Teruggestuurd. Uw collega kijkt de rekening na met de bewoner.",
    )


@never_cache
@desk
@require_POST
def mend(request: Request, grant_id: UUID) -> HttpResponse:
    """Another account for a payment that was sent back."""
    form = AccountForm(request.POST, prefix=f"rekening-{grant_id}")
    if not form.is_valid():
        return _page(request, form=form, status=422)
    account = Account(name=form.cleaned_data["receiver"], iban=form.cleaned_data["iban"])
    return _do(
        request,
        lambda: mend_account(grant_id, account, actor=request.actor, at=request.now),
        done="De rekening is veranderd. Uw collega kijkt er weer naar.",
    )


@never_cache
@desk
@require_POST
def instead(request: Request, grant_id: UUID) -> HttpResponse:
    """Cash or a voucher for a payment that came back."""
    form = InsteadForm(request.POST, prefix=f"anders-{grant_id}")
    if not form.is_valid():
        return _page(request, form=form, status=422)
    way = Way(form.cleaned_data["way"])
    return _do(
        request,
        lambda: hand_out_instead(grant_id, way, actor=request.actor, at=request.now),
        done="Veranderd. Een collega reikt het uit.",
    )


@never_cache
@desk
@require_POST
def answer(request: Request, quiet_id: UUID) -> HttpResponse:
    """Why nothing was granted for two months."""
    form = QuietForm(request.POST, prefix=f"stil-{quiet_id}")
    if not form.is_valid():
        return _page(request, form=form, status=422)
    said = form.cleaned_data
    return _do(
        request,
        lambda: quiet.answer(quiet_id, said["because"], said["words"], actor=request.actor, at=request.now),
        done="Dank u. Uw uitleg staat erbij.",
    )


@never_cache
@desk
@require_POST
def make_file(request: Request) -> HttpResponse:
    """A file with every released payment."""
    return _do(
        request,
        lambda: paying.make_file(actor=request.actor, at=request.now),
        done="Het bestand is gemaakt. Haal het op en geef het aan de bank.",
    )


@never_cache
@desk
@require_POST
def fetch(request: Request, file_id: UUID) -> HttpResponse:
    """The file itself. With POST: fetching it is noted."""
    try:
        found, content = paying.fetch(file_id, actor=request.actor, at=request.now)
    except (PaymentFile.DoesNotExist, NoMandate) as fault:
        raise Http404 from fault
    except (paying.CannotBeMadeAgain, NotAFile):
        messages.warning(
            request, "Dit bestand kan niet nog eens worden gemaakt. Gebruik wat u eerder ophaalde."
        )
        return HttpResponseRedirect(reverse("money:buffer"))
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{found.message_id}.xml"'
    return response


@never_cache
@desk
@require_POST
def hear_bank(request: Request) -> HttpResponse:
    """What the bank says about a file. A file that cannot be read is told beside the field."""
    form = BankAnswerForm(request.POST, request.FILES, prefix="bank")
    if not form.is_valid():
        return _page(request, form=form, status=422)
    content = form.cleaned_data["file"].read(MOST + 1)
    try:
        heard = hearing.hear(content, actor=request.actor, at=request.now)
    except (NotABankAnswer, hearing.NotOurFile) as fault:
        form.add_error("file", f"{fault} Er is niets veranderd.")
        return _page(request, form=form, status=422)
    except hearing.HeardBefore:
        messages.info(request, "Dit antwoord van de bank was al gelezen. Er is niets veranderd.")
    except NoMandate:
        messages.warning(request, NOT_ALLOWED)
    else:
        told = [words.format(heard[means]) for means, words in HEARD.items() if heard[means]]
        problem = heard[Means.REFUSED] or heard[Means.UNCLEAR]
        (messages.warning if problem else messages.success)(request, " ".join(told) or "Dit wisten we al.")
    return HttpResponseRedirect(reverse("money:buffer"))


@never_cache
@desk
@require_POST
def seen_paid(request: Request, file_id: UUID) -> HttpResponse:
    """The statement of the account shows that all of a file was paid."""
    return _do(
        request,
        lambda: hearing.seen_paid(file_id, actor=request.actor, at=request.now),
        done="Opgeschreven: u zag op het afschrift dat alles is betaald.",
    )


def _do(request: Request, act: Callable[[], object], *, done: str) -> HttpResponse:
    """Do it and go back to the page; what is no longer so is said there."""
    try:
        act()
    except (NotWaiting, quiet.NotAsked, hearing.NotOurFile):
        messages.info(request, GONE)
    except NoMandate:
        messages.warning(request, NOT_ALLOWED)
    except paying.NothingToPay:
        messages.info(request, "Er wacht geen betaling. Alles staat al in een bestand.")
    except paying.NoPayingAccount:
        messages.warning(request, "Er is nog geen rekening ingesteld om van te betalen. Vraag de beheerder.")
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("money:buffer"))


def _page(request: Request, *, form: Form | None = None, status: int = 200) -> HttpResponse:
    actor, on = request.actor, request.today
    mandate = mandates.mandate_of(actor.professional_id, on=on)
    releases = mandate is not None and mandate.may_release
    context = {
        "mandate": _mandate(mandate, request),
        "asked": [_with(each, QuietForm, "stil", form) for each in quiet.open_for(actor)],
        "back": [
            _with(each, AccountForm, "rekening", form)
            for each in releasing.sent_back(actor=actor, at=request.now)
        ],
        "releases": releases,
        "waiting": [
            _with(each, SendBackForm, "terug", form)
            for each in releasing.waiting(actor=actor, at=request.now)
        ]
        if releases
        else [],
        "ready": paying.ready(actor=actor, on=on) if releases else 0,
        "files": [(each, _euros(each.cents)) for each in paying.files(actor=actor, on=on)]
        if releases
        else [],
        "bank": form if isinstance(form, BankAnswerForm) else BankAnswerForm(prefix="bank"),
        "silences": _silences(request),
        "because": Quiet.Because.choices,
        "ways": OTHER_WAYS,
        "manages": actor.has_role(Role.ADMINISTRATOR, Role.TEAM_LEAD),
        "faults": form.faults() if form else [],
    }
    return render(request, "money/buffer.html", context, status=status)


def _with(each: Any, kind: type[Form], name: str, sent: Form | None) -> dict[str, Any]:
    """One thing with its form; the one that was sent keeps what was typed."""
    prefix = f"{name}-{each.pk if isinstance(each, Quiet) else each.id}"
    form = sent if sent is not None and sent.prefix == prefix else kind(prefix=prefix)
    return {
        "each": each,
        "form": form,
        "euros": _euros(getattr(each, "cents", 0)),
        "open": form is sent,
        "instead": InsteadForm(prefix=prefix.replace("rekening", "anders")).add_prefix("way"),
    }


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _mandate(mandate: Mandate | None, request: Request) -> list[dict[str, Any]]:
    """What somebody may still grant, in rows; empty for who may not."""
    if mandate is None or not mandate.most_per_grant:
        return []
    budget = mandates.budget_of(mandate, on=request.today)
    return [
        {"term": "Per keer hoogstens", "amount": _euros(mandate.most_per_grant)},
        {"term": "Deze maand nog", "amount": _euros(mandates.left_in_month(mandate, on=request.today))},
        {
            "term": f"Budget van {mandate.professional.team or 'uw team'}, {request.today.year}",
            "amount": _euros(budget.left) if budget else None,
            "note": f"van {euro_text(_euros(budget.amount))}" if budget else "nog niemand gaf een budget",
        },
    ]


def _silences(request: Request) -> list[Quiet]:
    """For a team lead: who was asked why nothing was granted, and what they said."""
    if not request.actor.has_role(Role.TEAM_LEAD) or request.actor.professional_id is None:
        return []
    team = mandates.team_of(request.actor.professional_id)
    return quiet.of_team(team) if team else []
