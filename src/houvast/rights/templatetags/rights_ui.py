"""Filters for the fuse box: `{% load rights_ui %}`.

Takes   a switch, or an address with a place for a scheme's name.
Gives   what the component needs.
Knows   nothing of rights.
"""

from typing import Any

from django import template
from django.template import Context

from houvast.rights.box import FuseBox, Switch
from houvast.rights.detail import Detail

register = template.Library()
PLACE = "SCHEME"


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


@register.filter
def for_scheme(address: str, scheme: str) -> str:
    """The address with the scheme's name in its place."""
    return address.replace(PLACE, scheme)


@register.filter
def confidence_shown(switch: Switch) -> str:
    """How sure we are, where it matters: not on a switch that is off."""
    return "" if switch.state == "off" else switch.confidence or ""
