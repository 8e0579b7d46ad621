"""The sub-app: its own tables, its own migrations, its parts of two pages."""

from django.apps import AppConfig


class Appointments(AppConfig):
    """Appointments, as a part of casework."""

    name = "houvast.casework.appointments"
    label = "casework_appointments"

    def ready(self) -> None:
        """Put our parts on the request page, on the resident's page and on the worklist."""
        from houvast.casework.appointments import listed, parts

        parts.put()
        listed.add()
