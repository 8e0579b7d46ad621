"""Filters for the fuse box: `{% load rights_ui %}`.

Takes   a switch, or an address with a place for a scheme's name.
Gives   what the component needs.
Knows   nothing of rights.
"""

from django import template

from houvast.rights.box import Switch

register = template.Library()
PLACE = "SCHEME"


@register.filter
def for_scheme(address: str, scheme: str) -> str:
    """The address with the scheme's name in its place."""
    return address.replace(PLACE, scheme)


@register.filter
def confidence_shown(switch: Switch) -> str:
    """How sure we are, where it matters: not on a switch that is off."""
    return "" if switch.state == "off" else switch.confidence or ""
