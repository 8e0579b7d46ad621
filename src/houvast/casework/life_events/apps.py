"""The sub-app: a panel on the request page and a page behind it. It has no tables."""

from django.apps import AppConfig


class LifeEvents(AppConfig):
    """Life events, as a part of casework."""

    name = "houvast.casework.life_events"
    label = "casework_life_events"

    def ready(self) -> None:
        """Put our panel on the request page."""
        from houvast.casework.life_events import panel

        panel.put()
