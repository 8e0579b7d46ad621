"""All that other rooms may use of `ui` in code; its templates and tags they name in their own templates."""

from houvast.ui.context import page
from houvast.ui.languages import speaking

__all__ = ["page", "speaking"]
