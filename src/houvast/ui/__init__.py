"""The look: base pages, components with examples, gallery, languages, styles.

Takes   what a page wants to show.
Gives   `{% extends "ui/base_resident.html" %}`, `{% include "ui/components/NAME.html" with a=b only %}`,
        `{% load houvast_ui %}`.
Knows   nothing of residents, rights or cases.
"""
