"""Reads each template once for each language.

Takes   the name of a template; the language that is active.
Gives   Django's template, settled for that language. While developing (`HOUVAST_DEBUG`) it is Django's own,
        with its error pages, read anew when it changes.
Knows   nothing of what is settled (`folding`) or of how the rest is shown (`quick`).
"""

from typing import Any

from django.conf import settings
from django.template import Origin, Template, TemplateDoesNotExist
from django.template.base import Lexer, NodeList, Parser
from django.template.loaders import base, cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from houvast.ui.settled.folding import fold
from houvast.ui.settled.quick import Expression


class Settled(Template):
    """A template for one language."""

    def compile_nodelist(self) -> NodeList:
        """Read it, and settle what can be settled in the language that is active now."""
        self.language = get_language()
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        parser: Any = _Quickly(Lexer(self.source).tokenize(), libraries, builtins, self.origin)
        nodelist: NodeList = parser.parse()
        self.extra_data = parser.extra_data
        fold(nodelist, self.engine, calls_super="block.super" in self.source)
        return nodelist

    def render(self, context: Any) -> SafeString:
        """Show it; when another language is active than it was read for, show that language's."""
        if get_language() != self.language and self.name is not None:
            return self.engine.get_template(self.name).render(context)
        return super().render(context)


class _Quickly(Parser):
    def compile_filter(self, token: str) -> Expression:
        return Expression(token, self)


class _Reading(base.Loader):
    """Makes a `Settled` where Django makes a `Template`."""

    get_contents: Any

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        if self.engine.debug:
            return super().get_template(template_name, skip)
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            return Settled(contents, origin, template_name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(cached.Loader, _Reading):
    """Django's loader that keeps what it read: here by language, and by the addresses that tests change."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """Under what a template is kept."""
        return f"{get_language()} {settings.ROOT_URLCONF} {super().cache_key(template_name, skip)}"
