"""The room starts: its own parts take their places on the pages, as those of its sub-apps do."""

from importlib import import_module

from django.apps import AppConfig

PARTS = ("around", "continuity", "deciding", "buffer", "behalf")


class CaseworkConfig(AppConfig):
    """The core of casework. Its sub-apps are apps of their own."""

    name = "houvast.casework"

    def ready(self) -> None:
        """Every part adds its panels and forms; tables exist by now."""
        for part in PARTS:
            import_module(f"houvast.casework.{part}.forms")
            import_module(f"houvast.casework.{part}.panel")
