"""This sub-app of casework has tables and migrations of its own."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The outbox."""

    name = "houvast.casework.post"
    label = "casework_post"
