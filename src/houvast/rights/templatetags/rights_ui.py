"""Filters for the fuse box: `{% load rights_ui %}`.

Takes   a switch, or an address with a place for a scheme's name.
Gives   what the component needs.
Knows   nothing of rights.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from houvast.rights.box import FuseBox, Switch
from houvast.rights.detail import Detail
from houvast.rights.life_events import EventNamed, EventTold
from houvast.rights.naming import Said

register = template.Library()
PLACE = "SCHEME"
EVENT_PLACE = "EVENT"
STATES = {
    "on": gettext_lazy("Staat aan"),
    "arranging": gettext_lazy("Wij regelen het"),
    "waiting": gettext_lazy("Ligt klaar voor u"),
    "off": gettext_lazy("Staat uit"),
}


@register.inclusion_tag("rights/parts/fuse_box.html")
def fuse_box(box: FuseBox, detail_url: str = "", level: int = 3) -> dict[str, Any]:
    """The fuse box with its sums, for another room's page.

    `detail_url` is the address of a scheme's own page, with the word SCHEME in its name's place.
    """
    return {"box": box, "detail_url": detail_url, "level": level}


@register.inclusion_tag("rights/parts/detail.html", takes_context=True)
def scheme_detail(context: Context, detail: Detail, switch: Switch) -> dict[str, Any]:
    """One scheme in full, for another room's page."""
    return {"detail": detail, "switch": switch, "ui": context["ui"]}


@register.inclusion_tag("rights/parts/life_event.html")
def life_event(event: EventTold, address: str) -> dict[str, Any]:
    """One life event, for another room's page. `address` is as in `fuse_box`."""
    return {"event": event, "address": address}


@register.inclusion_tag("rights/parts/life_event_links.html")
def life_event_links(events: Sequence[EventNamed], address: str) -> dict[str, Any]:
    """Life events as links; `address` has the word EVENT in the name's place."""
    return {"events": events, "address": address}


@register.simple_tag
def own_language(said: Said) -> SafeString:
    """The attributes for a text that is not in the language of its page."""
    if said.language == (get_language() or "nl"):
        return SafeString("")
    return format_html(' lang="{}" dir="ltr"', said.language)


@register.simple_tag
def switch_word(state: str) -> str:
    """How a switch stands, in words."""
    return str(STATES.get(state) or gettext("Weten we nog niet"))


@register.filter
def for_event(address: str, event: str) -> str:
    """The address with the life event's name in its place."""
    return address.replace(EVENT_PLACE, event)


@register.filter
def for_scheme(address: str, scheme: str) -> str:
    """The address with the scheme's name in its place."""
    return address.replace(PLACE, scheme)


@register.filter
def confidence_shown(switch: Switch) -> str:
    """How sure we are, where it matters: not on a switch that is off."""
    return "" if switch.state == "off" else switch.confidence or ""
