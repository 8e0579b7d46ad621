"""Where a conversation lies while it lasts.

Takes   rows from `drafts.py` only.
Gives   rows that nobody can read: the key is in the visitor's cookie, not here.
Knows   nothing of what is in them, nor of whose they are.
"""

import uuid

from django.db import models


class Draft(models.Model):
    """One conversation, sealed. It disappears on its own after `expires_at`, whatever happens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(sealed=b""), name="conversation_draft_is_not_empty"),
        )
        indexes = (models.Index(fields=["expires_at"], name="conversation_draft_expiry"),)

    def __str__(self) -> str:
        return str(self.pk)
