"""All that other rooms may use of `ui` in code; its templates and tags they name in their own templates."""

from houvast.ui.context import page
from houvast.ui.languages import listed, speaking
from houvast.ui.templatetags.houvast_ui import date_in_words, euro_text, moment_in_words

__all__ = ["date_in_words", "euro_text", "listed", "moment_in_words", "page", "speaking"]
