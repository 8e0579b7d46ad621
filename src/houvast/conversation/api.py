"""All that other rooms may use of `conversation`."""

from houvast.conversation.drafts import forget_expired
from houvast.conversation.keeping import Caller, keep
from houvast.conversation.story import Kept, Story

__all__ = ["Caller", "Kept", "Story", "forget_expired", "keep"]
