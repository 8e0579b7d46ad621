"""All that other rooms may use of `vault`."""

from houvast.vault.cipher import Unreadable
from houvast.vault.erasure import erase, export
from houvast.vault.facts import (
    NAME,
    Facts,
    MemberFacts,
    NewFact,
    SaidAgainst,
    StoredFact,
    add_member,
    current,
    display_name,
    history,
    household,
    look,
    object_to,
    remember,
    remember_all,
)
from houvast.vault.locker import (
    Erased,
    Locker,
    VaultClosed,
    destroy_key,
    locker_of,
    lockers_of,
    seal,
    unseal,
)
from houvast.vault.models import Member
from houvast.vault.values import NotAValue, Value

__all__ = [
    "NAME",
    "Erased",
    "Facts",
    "Locker",
    "Member",
    "MemberFacts",
    "NewFact",
    "NotAValue",
    "SaidAgainst",
    "StoredFact",
    "Unreadable",
    "Value",
    "VaultClosed",
    "add_member",
    "current",
    "destroy_key",
    "display_name",
    "erase",
    "export",
    "history",
    "household",
    "locker_of",
    "lockers_of",
    "look",
    "object_to",
    "remember",
    "remember_all",
    "seal",
    "unseal",
]
