"""All that other rooms may use of `people`."""

from houvast.people.actor import STRANGER, SYSTEM, Actor
from houvast.people.actors import act_by, as_professional, as_resident
from houvast.people.codes import NotACode, in_groups, new_code
from houvast.people.codes import read as read_code
from houvast.people.doors import for_professionals, for_residents, for_residents_side
from houvast.people.keys import SecretLost, derived_key, derived_keys, digest, digests
from houvast.people.limits import Limit, TooManyGuesses, client_of, try_once, was_right
from houvast.people.limits import forget_old as forget_old_attempts
from houvast.people.mandates import (
    COURT,
    PARTS,
    NotAMandate,
    NotYoursToChange,
    Terms,
    acting,
    given_by,
    held_by,
)
from houvast.people.mandates import end as end_mandate
from houvast.people.mandates import from_court as mandate_from_court
from houvast.people.mandates import give as give_mandate
from houvast.people.mandates import propose as propose_mandate
from houvast.people.mandates import say_yes as say_yes_to_mandate
from houvast.people.models import (
    Account,
    Duo,
    Mandate,
    MandateKind,
    Organisation,
    Professional,
    Resident,
    Role,
    Team,
)
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
    "COURT",
    "PARTS",
    "STRANGER",
    "SYSTEM",
    "Account",
    "Actor",
    "Duo",
    "Limit",
    "Mandate",
    "MandateKind",
    "NotACode",
    "NotADuo",
    "NotAMandate",
    "NotYoursToChange",
    "Organisation",
    "Professional",
    "Request",
    "Resident",
    "Role",
    "SecretLost",
    "Team",
    "Terms",
    "TooManyGuesses",
    "act_by",
    "acting",
    "active_duos",
    "as_professional",
    "as_resident",
    "client_of",
    "derived_key",
    "derived_keys",
    "digest",
    "digests",
    "duos_of",
    "end_mandate",
    "enter_with_code",
    "erase",
    "export",
    "for_professionals",
    "for_residents",
    "for_residents_side",
    "forget_old_attempts",
    "form_duo",
    "give_mandate",
    "given_by",
    "held_by",
    "in_groups",
    "leave",
    "mandate_from_court",
    "new_code",
    "new_code_for",
    "new_professional",
    "new_resident",
    "propose_mandate",
    "read_code",
    "resident_by_code",
    "resident_with",
    "say_yes_to_mandate",
    "try_once",
    "was_right",
]
