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


class Pause(models.Model):
    """A way back into one conversation from another device. `id` is a keyed digest of the code; only the code
    itself opens `sealed`, in which the key of the conversation lies.
    """

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="pause")
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(sealed=b""), name="conversation_pause_is_not_empty"),
        )

    def __str__(self) -> str:
        return str(self.draft_id)
