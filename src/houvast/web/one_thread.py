"""Which language, which addresses and which connection are at hand: kept by thread, as a thread keeps them.

Takes   a server that answers each request in one thread, from beginning to end: granian with WSGI.
Gives   Django that looks those up in one step. It keeps them for each task of asyncio, in Python, in ten
        steps, and asks for them some forty times a page.
Knows   nothing of what is kept.

This follows four names inside Django 5.2 (docs/decisions/0022-sql-is-written-once.md).
"""

import threading

from django.db import connections
from django.urls import base as urls
from django.utils.translation import trans_real

KEPT = ((connections, "_connections"), (trans_real, "_active"), (urls, "_prefixes"), (urls, "_urlconfs"))


def keep_by_thread() -> None:
    """From now on, in this process. What was at hand before is not: call it while nobody is served."""
    connections.close_all()
    for where, name in KEPT:
        getattr(where, name)  # a Django that calls it otherwise is noticed at once
        setattr(where, name, threading.local())
