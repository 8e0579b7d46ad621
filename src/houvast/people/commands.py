"""Who works here, from the command line: an administrator's way in before anybody can sign in."""

import argparse
import sys

import django


def add_professional(words: list[str]) -> int:
    """Somebody new at work; organisation and team are made when they are not there yet."""
    asked = _add_words().parse_args(words)
    django.setup()

    # Only now: models cannot be imported before Django is set up.
    from django.db import transaction

    from houvast.people.models import Account, Organisation, Team
    from houvast.people.staff import new_professional

    if Account.objects.filter(email=asked.email.strip().lower()).exists():
        return _refused(f"{asked.email} has an account already")
    try:
        with transaction.atomic():
            organisation, _ = Organisation.objects.get_or_create(name=asked.organisation)
            team = None
            if asked.team:
                team, _ = Team.objects.get_or_create(organisation=organisation, name=asked.team)
            new_professional(
                email=asked.email,
                display_name=asked.name,
                organisation=organisation,
                team=team,
                roles=asked.role,
                phone=asked.phone,
                languages=asked.language or ["nl"],
            )
    except ValueError as fault:
        return _refused(str(fault))
    print(f"{asked.name} can sign in with the organisation's provider, or choose a password by mail:")
    print("on the sign-in page, with 'Wachtwoord vergeten?'.")
    return 0


def form_duo(words: list[str]) -> int:
    """Two of one team hold requests together from now on."""
    parser = argparse.ArgumentParser(
        prog="houvast form-duo",
        description="Two professionals of one team hold requests together from now on.",
    )
    parser.add_argument("first", help="e-mail address")
    parser.add_argument("second", help="e-mail address")
    asked = parser.parse_args(words)
    django.setup()

    from houvast.people.models import Professional
    from houvast.people.staff import NotADuo
    from houvast.people.staff import form_duo as form

    try:
        first, second = (
            Professional.objects.get(account__email=email.lower()) for email in (asked.first, asked.second)
        )
        duo = form(first, second)
    except Professional.DoesNotExist:
        return _refused("one of these two does not work here; see `houvast add-professional`")
    except NotADuo as fault:
        return _refused(str(fault))
    print(f"{duo} are a duo.")
    return 0


def remove_professional(words: list[str]) -> int:
    """Somebody no longer works here: they see nothing from now on, whatever session they still have."""
    parser = argparse.ArgumentParser(
        prog="houvast remove-professional",
        description="Close the door for somebody who no longer works here.",
    )
    parser.add_argument("email")
    asked = parser.parse_args(words)
    django.setup()

    from houvast.people.models import Professional
    from houvast.people.staff import leave

    professional = Professional.objects.filter(account__email=asked.email.lower(), active=True).first()
    if professional is None:
        return _refused(f"{asked.email} does not work here")
    for duo in leave(professional):
        print(f"Needs a new second person: {duo}")
    print(f"{professional} sees nothing any more.")
    return 0


def _add_words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="houvast add-professional", description="Let somebody work here. They get no password from this."
    )
    parser.add_argument("email")
    parser.add_argument("--name", required=True, help="as residents read it")
    parser.add_argument("--organisation", required=True)
    parser.add_argument("--team", default="", help="the neighbourhood team, for who holds requests")
    parser.add_argument(
        "--role",
        action="append",
        required=True,
        help="counsellor, team_lead, policy_maker or administrator; more than one may be given",
    )
    parser.add_argument("--phone", default="", help="the number that residents can call")
    parser.add_argument("--language", action="append", help="spoken with residents, such as nl or tr")
    return parser


def _refused(why: str) -> int:
    print(f"Refused: {why}.", file=sys.stderr)
    return 1


def rotate_secret_key(words: list[str]) -> int:
    """After a change of HOUVAST_SECRET_KEY: keep what the earlier one made, so that it can be thrown away."""
    argparse.ArgumentParser(
        prog="houvast rotate-secret-key",
        description=(
            "Run this after a change of HOUVAST_SECRET_KEY, with the earlier one in "
            "HOUVAST_EARLIER_SECRET_KEYS. It can be stopped and run again, while everybody works on."
        ),
    ).parse_args(words)
    django.setup()

    from houvast.people.keys import SecretLost, keep_earlier
    from houvast.people.sessions import sign_again

    try:
        kept = keep_earlier()
    except SecretLost as fault:
        return _refused(str(fault))
    signed = sign_again()
    print(f"Kept {kept} earlier key(s), and signed {signed} session(s) anew.")
    print("Now HOUVAST_EARLIER_SECRET_KEYS can be unset, and what was in it thrown away.")
    return 0
