"""Who is asking.

Takes   nothing; it is a value that travels with every request, job and command.
Gives   one answer to "who, in which role, for whom", the same in every room.
Knows   nothing of sessions, tables or Django.
"""

import dataclasses
from typing import Literal
from uuid import UUID

Kind = Literal["stranger", "resident", "professional", "system"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who looks or acts. `name` is for pages; the ledger keeps only `kind` and `id`."""

    kind: Kind
    resident_id: UUID | None = None
    professional_id: UUID | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    on_behalf_of: UUID | None = None

    @property
    def id(self) -> UUID | None:
        """The resident's or the professional's id; none for a stranger or the system."""
        return self.professional_id or self.resident_id

    @property
    def is_professional(self) -> bool:
        """Somebody who works here and is fully signed in."""
        return self.kind == "professional"

    @property
    def is_resident(self) -> bool:
        """Somebody who came in with a code or with an account."""
        return self.kind == "resident"

    def has_role(self, *roles: str) -> bool:
        """Whether this is a professional with one of these roles."""
        return self.is_professional and not self.roles.isdisjoint(roles)


STRANGER = Actor(kind="stranger")
SYSTEM = Actor(kind="system", name="Houvast")
