"""A copy of one's own post, and the end of it.

Takes   a resident.
Gives   what this sub-app holds of them, or nothing for ever after: what waited does not leave any more.
Knows   nothing of who may ask for it.
"""

from typing import Any

from houvast.casework.post.models import Message, Wish
from houvast.people.api import Resident


def erase(resident: Resident) -> None:
    """Remove every wish and every message (AVG art. 17)."""
    Message.objects.filter(resident=resident).delete()
    Wish.objects.filter(resident=resident).delete()


def export(resident: Resident) -> dict[str, Any]:
    """Every wish and every message, readable (AVG art. 15 and 20). The addresses are facts of the vault."""
    return {
        "wishes": [
            {
                "channel": wish.channel,
                "since": wish.since.isoformat(),
                "until": wish.until.isoformat() if wish.until else None,
            }
            for wish in Wish.objects.filter(resident=resident).order_by("since")
        ],
        "messages": [
            {"kind": row.kind, "channel": row.channel, "at": row.queued_at.isoformat(), "state": row.state}
            for row in Message.objects.filter(resident=resident).order_by("queued_at")
        ],
    }
