"""What can be settled of a template: each tag of which every word stands in it.

Takes   the nodes of a template, in the language that is active.
Gives   the same nodes, of which the settled ones are text. `{% csrf_token %}`, `{{ names }}` and whatever
        takes one stay what they are.
Knows   nothing of pages.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.template import Context, Engine, Template
from django.template.base import Node, NodeList, TextNode, TokenType, VariableNode
from django.template.defaulttags import (
    AutoEscapeControlNode,
    CommentNode,
    CsrfTokenNode,
    FirstOfNode,
    ForNode,
    IfNode,
    LoadNode,
    URLNode,
    WithNode,
)
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import (
    BlockTranslateNode,
    GetCurrentLanguageBidiNode,
    GetCurrentLanguageNode,
    LanguageNode,
    TranslateNode,
)
from django.templatetags.static import StaticNode
from django.utils.translation import gettext

from houvast.ui.seal import Seal
from houvast.ui.settled.quick import (
    ALWAYS,
    Block,
    Extending,
    FirstOf,
    For,
    If,
    Included,
    Nodes,
    Shown,
    Told,
)
from houvast.ui.templatetags.houvast_ui import icon, icon_turning, language_choices

ALIKE = {icon, icon_turning, language_choices}
"""Tags of our own that say the same for the same words in the same language, whoever asks."""
OTHERWISE = (LanguageNode, AutoEscapeControlNode)
"""Inside these another language, or another way of writing, holds: nothing there is settled."""
NAMES_NOTHING = (TextNode, VariableNode, CsrfTokenNode, Included)
"""Nodes after which every name means what it meant."""


QUICKER: dict[type, type[Node]] = {CsrfTokenNode: Seal, IfNode: If, ForNode: For}
"""Nodes that show the same in fewer steps, whatever they hold."""


class Named(Node):
    """A settled text that gets a name: `{% translate "Verder" as onward %}`."""

    child_nodelists = ()

    def __init__(self, name: str, value: Any) -> None:
        self.name, self.value = name, value

    def render(self, context: Any) -> str:
        """Shows nothing; the name can be used from here on."""
        context[self.name] = self.value
        return ""


PURE = (TextNode, Named, Shown, Told, If, For, WithNode, FirstOf, BlockTranslateNode)
"""Nodes that show nothing but what they are given, and what they hold."""


def fold(nodes: NodeList, engine: Engine, *, calls_super: bool = False) -> None:
    """Settle these nodes, and those inside them, in their place."""
    settled: list[Any] = []
    named: dict[str, Any] = {}
    for node in nodes:
        if not isinstance(node, OTHERWISE):
            for inner in _inside(node):
                fold(inner, engine, calls_super=calls_super)
        became = _became(node, named, engine, calls_super=calls_super)
        became.token, became.origin = node.token, getattr(node, "origin", None)
        if isinstance(became, Named):
            named[became.name] = became.value
        elif not isinstance(became, NAMES_NOTHING):
            named.clear()
        if settled and isinstance(became, TextNode) and isinstance(settled[-1], TextNode):
            settled[-1] = TextNode(settled[-1].s + became.s)
        else:
            settled.append(became)
    nodes[:] = settled
    nodes.__class__ = Nodes


def _inside(node: Any) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodelist for _, nodelist in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        nodelist = getattr(node, name, None)
        if nodelist is not None:
            yield nodelist


def _became(node: Any, named: Mapping[str, Any], engine: Engine, *, calls_super: bool) -> Any:
    """What stands for this node from now on: a text, a quicker node, or itself."""
    if _stands_in_the_template(node):
        return _settled(node, engine)
    kind = type(node)
    if kind is VariableNode:
        return Shown(node.filter_expression)
    if kind in QUICKER:
        return _as(QUICKER[kind], node)
    if kind is FirstOfNode and node.asvar is None:
        return _as(FirstOf, node)
    if kind is BlockTranslateNode and not (node.plural or node.message_context or node.asvar):
        return _told(node)
    if kind is BlockNode and not calls_super:
        return _as(Block, node)
    if (
        kind is ExtendsNode
        and _is_name(node.parent_name)
        and node.parent_name.var != node.origin.template_name
    ):
        return _as(Extending, node)
    if kind is IncludeNode and _is_name(node.template):
        return _component(_as(Included, node), named, engine)
    return node


def _told(node: Any) -> Any:
    message, names = node.render_token_list(node.singular)
    sentence = gettext(message)
    try:
        sentence % dict.fromkeys(names, "")
    except (KeyError, ValueError, TypeError):  # a translation with a mistake: Django takes our Dutch
        return node
    return Told(sentence, names, node.extra_context) if set(names) <= set(node.extra_context) else node


def _as(kind: type[Node], node: Node) -> Any:
    """The same node, which shows itself in our way: a template's list of blocks names it already."""
    node.__class__ = kind
    return node


def _stands_in_the_template(node: Any) -> bool:
    """Whether all that this tag needs is known now."""
    if isinstance(node, CommentNode | LoadNode | GetCurrentLanguageNode | GetCurrentLanguageBidiNode):
        return True
    if isinstance(node, TranslateNode):
        return node.message_context is None and _is_fixed(node.filter_expression)
    if isinstance(node, BlockTranslateNode):
        texts = all(token.token_type is TokenType.TEXT for token in node.singular)
        return texts and not (node.plural or node.extra_context or node.message_context)
    if isinstance(node, StaticNode):
        return _is_fixed(node.path)
    if isinstance(node, URLNode):
        return all(map(_is_fixed, (node.view_name, *node.args, *node.kwargs.values())))
    if isinstance(node, SimpleNode | InclusionNode):
        return node.func in ALIKE and all(map(_is_fixed, (*node.args, *node.kwargs.values())))
    return False


def _is_fixed(expression: Any) -> bool:
    return not expression.filters and (not expression.is_var or expression.var.lookups is None)


def _is_name(expression: Any) -> bool:
    """Whether this is the whole name of a template."""
    return not expression.filters and isinstance(expression.var, str) and not expression.var.startswith(".")


def _settled(node: Node, engine: Engine) -> Node:
    nowhere: Any = Context({})  # nothing of a request is in it
    nowhere.template = Template("", engine=engine)
    try:
        text = node.render(nowhere)
    except Exception:  # it fails when it is shown, as ever
        return node
    for name, value in nowhere.dicts[-1].items():
        return Named(name, value)
    return TextNode(str(text))


def _component(node: Any, named: Mapping[str, Any], engine: Engine) -> Any:
    """A component as text, when all that it is given is settled and it shows nothing else."""
    if not node.isolated_context or not all(_is_known(each, named) for each in node.extra_context.values()):
        return node
    known = Context(dict(named))
    given = {name: each.resolve(known) for name, each in node.extra_context.items()}
    try:
        if not _shows_what_it_is_given(node, engine):
            return node
        return TextNode(str(engine.get_template(node.template.var).render(Context(given))))
    except Exception:  # it fails when it is shown, as ever
        return node


def _is_known(expression: Any, named: Mapping[str, Any]) -> bool:
    if _is_fixed(expression):
        return True
    names: tuple[str, ...] = expression.var.lookups if expression.is_var and not expression.filters else ()
    return len(names) == 1 and (names[0] in named or names[0] in ALWAYS)


def _shows_what_it_is_given(node: Any, engine: Engine, within: frozenset[str] = frozenset()) -> bool:
    """Whether the included template, and what it includes in turn, is the same for whoever asks."""
    name = node.template.var
    if name in within:
        return True  # it holds itself, and is being looked at already
    template: Any = engine.get_template(name)
    return "request" not in template.source and _is_pure(template.nodelist, engine, within | {name})


def _is_pure(nodes: NodeList, engine: Engine, within: frozenset[str]) -> bool:
    for node in nodes:
        if isinstance(node, Included):
            pure = _shows_what_it_is_given(node, engine, within)
        elif isinstance(node, SimpleNode):
            pure = node.func in ALIKE
        else:
            pure = type(node) in PURE and all(_is_pure(inner, engine, within) for inner in _inside(node))
        if not pure:
            return False
    return True
