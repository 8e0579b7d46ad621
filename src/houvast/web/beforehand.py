"""What the first visitor of a server would otherwise wait for, seconds long, done before anybody comes.

Takes   a day.
Gives   a process that has read the laws, the questions and the addresses, and has worked with each once.
Knows   nothing of any person.
"""

import contextlib
import datetime as dt
import gc

from django.urls import reverse

from houvast.answers.api import understanding
from houvast.law.api import OutsideCorpus, Person, Situation
from houvast.rights.api import assess

NOBODY = Situation({}, (Person("aanvrager", "aanvrager", {}),), frozenset({"partner", "kind", "medebewoner"}))
OBJECTS = 20_000
"""New objects until the collector looks at the young ones. At Python's 700 it takes up to 9 % of a page."""


def make_ready(*, on: dt.date) -> None:
    """Read and work once. Raises `BadCorpus`; a day that nobody checked the laws for is no fault."""
    with contextlib.suppress(OutsideCorpus):  # each page says so itself
        assess(NOBODY, on=on)
    reverse("taal")  # one address is looked up, so all are read
    mind = understanding()
    if mind is not None:
        mind.understand("Ik heb hulp nodig", on=on)
    gc.collect()
    gc.freeze()  # all this stays for ever: the collector need not look at it again during somebody's page
    gc.set_threshold(OBJECTS, 20, 100)
