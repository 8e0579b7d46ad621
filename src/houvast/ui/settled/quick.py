"""What every page does hundreds of times, in fewer steps than Django takes.

Takes   the nodes and expressions of a template that Django has read.
Gives   the same words. Whatever is not plain (a place in a list, something to be called, a number to be
        written) is left to Django's own code, which decides it as ever.
Knows   nothing of languages or people.

A context is `Any` here: what these nodes reach for is Django's own, and has no types.
"""

import datetime as dt
import html
import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    TextNode,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import FirstOfNode, ForNode, IfNode, TemplateLiteral
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, BlockNode, ExtendsNode, IncludeNode
from django.utils.safestring import SafeData, SafeString, mark_safe

NOT_GIVEN: Any = object()
ALWAYS = {"True": True, "False": False, "None": None}
SIMPLE = frozenset({str, SafeString, int, bool, type(None), list, tuple, dict, dt.date, dt.datetime, UUID})
"""Of these nothing need be asked: they cannot be called."""
SPECIAL = re.compile(r"[&<>\"']")
"""What has to be written otherwise in HTML. Most words have none of it."""


class Expression(FilterExpression):
    """`name.name|filter:argument`: looked up in dictionaries and on objects."""

    __slots__ = ("asked", "constant", "first", "rest")

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        of_time = any(getattr(func, "expects_localtime", False) for func, _ in self.filters)
        said: Any = self.var
        translated: bool = getattr(said, "translate", False)
        names: Any = getattr(said, "lookups", None)
        fixed = names is None and not translated and not self.filters
        self.constant: Any = getattr(said, "literal", said) if fixed else NOT_GIVEN
        quickly = names is not None and not translated and not of_time
        self.first: str | None = names[0] if quickly else None
        self.rest: tuple[str, ...] = names[1:] if quickly else ()
        self.asked = [(func, args, *_says(func)) for func, args in self.filters]

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:  # noqa: C901 - in one piece, see below
        """What it stands for now; as in Django, what nobody gave is None or an empty text.

        One function, without calls of its own: a page does this some hundred times.
        """
        value, first = NOT_GIVEN, self.first
        if first is None:
            constant = self.constant
            return super().resolve(context, ignore_failures) if constant is NOT_GIVEN else constant
        for layer in reversed(context.dicts):
            if first in layer:
                value = layer[first]
                break
        else:
            if hasattr(context, first):  # Django also looks on the context itself: `request` is there
                return super().resolve(context, ignore_failures)
        try:
            for name in self.rest if value is not NOT_GIVEN else ():
                if type(value) is dict:
                    if name in value:
                        value = value[name]
                        continue
                    if hasattr(value, name) or name.isdigit():
                        return super().resolve(context, ignore_failures)
                    value = NOT_GIVEN
                    break
                if hasattr(type(value), "__getitem__") or callable(value):
                    return super().resolve(context, ignore_failures)
                value = getattr(value, name)
        except Exception:  # Django meets the same one, and knows what to do with it
            return super().resolve(context, ignore_failures)
        if value is NOT_GIVEN:
            value = None if ignore_failures else context.template.engine.string_if_invalid
            if value:  # an engine that marks what is missing
                return super().resolve(context, ignore_failures)
        elif type(value) not in SIMPLE and callable(value):
            return super().resolve(context, ignore_failures)
        return self._filtered(value, context) if self.asked else value

    def _filtered(self, value: Any, context: Any) -> Any:
        for func, args, takes_autoescape, keeps_safe in self.asked:
            words = [arg.resolve(context) if looked_up else mark_safe(arg) for looked_up, arg in args]  # noqa: S308 - it stands in the template
            named = {"autoescape": context.autoescape} if takes_autoescape else {}
            became = func(value, *words, **named)
            safe = keeps_safe and isinstance(value, SafeData)
            value = mark_safe(became) if safe else became  # noqa: S308 - the filter says that it keeps it so
        return value


def _says(func: Any) -> tuple[bool, bool]:
    """What a filter says of itself: Django asks it at every use."""
    return getattr(func, "needs_autoescape", False), getattr(func, "is_safe", False)


class Nodes(NodeList):
    """What stands after one another in a settled template: nothing is noted for Django's error pages, which
    show Django's own templates (`HOUVAST_DEBUG`)."""

    def render(self, context: Any) -> SafeString:
        """All of it."""
        return SafeString(
            "".join([node.s if type(node) is TextNode else node.render(context) for node in self])
        )


class Shown(VariableNode):
    """`{{ expression }}`."""

    def render(self, context: Any) -> str:
        """The value as a text, escaped unless it is safe already."""
        return _text(self.filter_expression.resolve(context), context)


class If(IfNode):
    """`{% if %}`."""

    def render(self, context: Any) -> str:
        """The first branch of which the condition holds."""
        for condition, nodes in self.conditions_nodelists:
            try:
                if condition is None:  # `else`
                    holds: Any = True
                elif type(condition) is TemplateLiteral:
                    value: Any = condition.value
                    holds = value.resolve(context, ignore_failures=True)
                else:
                    holds = condition.eval(context)
            except VariableDoesNotExist:
                continue
            if holds:
                return nodes.render(context)
        return ""


class For(ForNode):
    """`{% for %}`."""

    def render(self, context: Any) -> SafeString:
        """As in Django, with the same counters."""
        loop: dict[str, Any] = {"parentloop": context.get("forloop", {})}
        layer: dict[str, Any] = {}
        context.dicts.append(layer)
        sequence: Any = self.sequence
        try:
            values = sequence.resolve(context, ignore_failures=True)
            values = () if values is None else values if hasattr(values, "__len__") else list(values)
            if not len(values):
                empty: Any = self.nodelist_empty
                return empty.render(context)  # type: ignore[no-any-return]  # Django's own, without a type
            layer["forloop"] = loop
            return SafeString("".join(self._each(values, loop, layer, context)))
        finally:
            context.dicts.pop()

    def _each(self, values: Any, loop: dict[str, Any], layer: dict[str, Any], context: Any) -> list[str]:
        names: Any = self.loopvars
        nodes: Any = self.nodelist_loop
        shown, count = list[str](), len(values)
        for number, value in enumerate(reversed(values) if self.is_reversed else values):
            loop["counter0"], loop["counter"] = number, number + 1
            loop["revcounter"], loop["revcounter0"] = count - number, count - number - 1
            loop["first"], loop["last"] = number == 0, number == count - 1
            if len(names) == 1:
                layer[names[0]] = value
                shown.append(nodes.render(context))
                continue
            context.dicts.append(_unpacked(names, value))
            try:
                shown.append(nodes.render(context))
            finally:
                context.dicts.pop()
        return shown


def _unpacked(names: list[str], value: Any) -> dict[str, Any]:
    found = len(value) if hasattr(value, "__len__") else 1
    if found != len(names):
        raise ValueError(f"Need {len(names)} values to unpack in for loop; got {found}. ")
    return dict(zip(names, value, strict=True))


class FirstOf(FirstOfNode):
    """`{% firstof this that %}`."""

    def render(self, context: Any) -> str:
        """The first that is there."""
        for each in self.vars:
            value = each.resolve(context, ignore_failures=True)
            if value:
                return _text(value, context)
        return ""


class Told(Node):
    """`{% blocktranslate with name=value %}` in one language: its sentence, with places for the values."""

    child_nodelists = ()

    def __init__(self, sentence: str, names: list[str], given: dict[str, FilterExpression]) -> None:
        self.sentence, self.names, self.given = sentence, names, given

    def render(self, context: Any) -> str:
        """The sentence with the values in it."""
        given = {name: value.resolve(context) for name, value in self.given.items()}
        return self.sentence % {name: _text(given[name], context) for name in self.names}


def _text(value: Any, context: Any) -> str:
    kind = type(value)
    if kind is SafeString:
        return str(value)
    if kind is str and context.autoescape:
        return html.escape(value) if SPECIAL.search(value) else value
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return str(value)
    return render_value_in_context(value, context)


class Included(IncludeNode):
    """`{% include "name" with a=b %}`: the template is looked for once, and no context is copied for it."""

    found: Any = None

    def render(self, context: Any) -> SafeString:
        """As in Django: with `only` it gets nothing but what it is given."""
        if self.found is None:
            self.found = context.template.engine.get_template(self.template.var)
        given = {name: value.resolve(context) for name, value in self.extra_context.items()}
        around, state = context.dicts, context.render_context
        outer = state.template
        context.dicts, state.template = (
            [ALWAYS, given] if self.isolated_context else [*around, given],
            self.found,
        )
        state.dicts.append({})
        try:
            return self.found._render(context)  # type: ignore[no-any-return]  # Django's own, without a type
        finally:
            state.dicts.pop()
            context.dicts, state.template = around, outer


class Extending(ExtendsNode):
    """`{% extends "name" %}`: the template above, and its blocks, are looked for once."""

    above: Any = None
    theirs: dict[str, BlockNode]

    def render(self, context: Any) -> str:
        """As in Django."""
        if self.above is None:
            above: Template = self.get_parent(context)
            last = not any(isinstance(node, ExtendsNode) for node in above.nodelist)
            blocks: Any = above.nodelist.get_nodes_by_type(BlockNode) if last else ()
            self.theirs = {block.name: block for block in blocks}
            self.above = above
        state = context.render_context
        kept = state.setdefault(BLOCK_CONTEXT_KEY, BlockContext())
        kept.add_blocks(self.blocks)
        kept.add_blocks(self.theirs)
        outer, state.template = state.template, self.above
        try:
            return self.above._render(context)  # type: ignore[no-any-return]  # Django's own, without a type
        finally:
            state.template = outer


class Block(BlockNode):
    """`{% block name %}` of a template that never says `block.super`."""

    def render(self, context: Any) -> SafeString:
        """What the page has put there, else what stands here."""
        kept = context.render_context.dicts[-1].get(BLOCK_CONTEXT_KEY)
        put = kept.get_block(self.name) if kept is not None else None
        block = self if put is None else put
        if type(block) is not Block:
            return super().render(context)  # it may say `block.super`
        context.dicts.append({})
        try:
            return block.nodelist.render(context)
        finally:
            context.dicts.pop()
