"""This sub-app of casework has tables and migrations of its own."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The plan."""

    name = "houvast.casework.plan"
    label = "casework_plan"

    def ready(self) -> None:
        """Put our parts on the request page and on the resident's page."""
        from houvast.casework.plan import panel  # its tables exist only now

        panel.put()
