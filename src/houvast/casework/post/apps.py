"""This sub-app of casework has tables and migrations of its own."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The outbox."""

    name = "houvast.casework.post"
    label = "casework_post"

    def ready(self) -> None:
        """Put our parts on the request page and on the resident's page."""
        from houvast.casework.post import parts  # its tables exist only now

        parts.put()
