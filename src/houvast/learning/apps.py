"""The room starts: its part takes its place on the request page."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """What people learn from each other."""

    name = "houvast.learning"

    def ready(self) -> None:
        """Put our part on the request page."""
        from houvast.learning import panel  # its tables exist only now

        panel.put()
