"""A copy of one's own data, and the end of them.

Takes   a resident.
Gives   everything this room holds of them, or nothing for ever after.
Knows   nothing of who may ask for it; `web` does.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from houvast.people.api import Resident
from houvast.vault.facts import StoredFact, history
from houvast.vault.locker import destroy_key
from houvast.vault.models import Fact, Member, Objection
from houvast.vault.values import written


@transaction.atomic
def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Destroy the key, so that copies of the database are unreadable too, and remove the rows (AVG art.

    17).
    """
    destroy_key(resident, at=at)
    Objection.objects.filter(fact__resident=resident).delete()
    Fact.objects.filter(resident=resident).delete()
    Member.objects.filter(resident=resident).delete()


def export(resident: Resident) -> dict[str, Any]:
    """Every fact ever kept, who said so and when, and every objection (AVG art. 15 and 20)."""
    members = Member.objects.filter(resident=resident)
    return {
        "household": [{"id": str(member.pk), "role": member.role} for member in members],
        "facts": [_exported(stored) for stored in history(resident)],
    }


def _exported(stored: StoredFact) -> dict[str, Any]:
    return {
        "fact": stored.fact,
        "value": written(stored.value).partition(":")[2] if stored.value is not None else None,
        "unit": stored.unit,
        "source": stored.source,
        "source_text": stored.source_text,
        "at": stored.at.isoformat(),
        "about": str(stored.member_id) if stored.member_id else None,
        "objections": [{"words": one.words, "at": one.at.isoformat()} for one in stored.objections],
    }
