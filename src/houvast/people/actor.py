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
    """The resident for whom somebody else acts now, by a mandate that holds at this moment."""
    parts: frozenset[str] = frozenset()
    """In which parts they may: look, answer, decide, money. Empty for who acts for oneself."""
    mandate_id: UUID | None = None

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

    @property
    def is_residents_side(self) -> bool:
        """A resident, or whoever acts on a resident's behalf: also a professional who does."""
        return self.is_resident or self.on_behalf_of is not None

    def may(self, part: str) -> bool:
        """Whether a mandate allows this part; who acts for oneself may everything that is theirs."""
        return self.on_behalf_of is None or part in self.parts

    def has_role(self, *roles: str) -> bool:
        """Whether this is a professional with one of these roles."""
        return self.is_professional and not self.roles.isdisjoint(roles)


STRANGER = Actor(kind="stranger")
SYSTEM = Actor(kind="system", name="Houvast")
