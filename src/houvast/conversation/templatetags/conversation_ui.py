"""Filters for the conversation: `{% load conversation_ui %}`.

Takes   a value.
Gives   what a component needs.
Knows   nothing of the conversation.
"""

from django import template

register = template.Library()


@register.filter
def as_list(value: object) -> list[object]:
    """One value as a list; nothing as an empty one."""
    return [value] if value else []
