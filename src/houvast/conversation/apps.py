"""The room starts: its parts take their places around a kept request."""

from django.apps import AppConfig


class ConversationConfig(AppConfig):
    """The sparring partner."""

    name = "houvast.conversation"

    def ready(self) -> None:
        """Put the way to the help request on both pages of a request."""
        from houvast.conversation import panel  # the tables of casework exist only now

        panel.put()
