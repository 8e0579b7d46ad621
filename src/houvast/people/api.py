"""All that other rooms may use of `people`."""

from houvast.people.actor import STRANGER, SYSTEM, Actor
from houvast.people.actors import as_professional, as_resident
from houvast.people.codes import NotACode, in_groups
from houvast.people.codes import read as read_code
from houvast.people.doors import for_professionals, for_residents
from houvast.people.keys import derived_key, digest
from houvast.people.limits import TooManyGuesses, client_of
from houvast.people.limits import forget_old as forget_old_attempts
from houvast.people.models import Account, Duo, Organisation, Professional, Resident, Role, Team
from houvast.people.request import Request
from houvast.people.residents import (
    enter_with_code,
    erase,
    export,
    new_code_for,
    new_resident,
    resident_by_code,
    resident_with,
)
from houvast.people.staff import NotADuo, active_duos, duos_of, form_duo, leave, new_professional

__all__ = [
    "STRANGER",
    "SYSTEM",
    "Account",
    "Actor",
    "Duo",
    "NotACode",
    "NotADuo",
    "Organisation",
    "Professional",
    "Request",
    "Resident",
    "Role",
    "Team",
    "TooManyGuesses",
    "active_duos",
    "as_professional",
    "as_resident",
    "client_of",
    "derived_key",
    "digest",
    "duos_of",
    "enter_with_code",
    "erase",
    "export",
    "for_professionals",
    "for_residents",
    "forget_old_attempts",
    "form_duo",
    "in_groups",
    "leave",
    "new_code_for",
    "new_professional",
    "new_resident",
    "read_code",
    "resident_by_code",
    "resident_with",
]
