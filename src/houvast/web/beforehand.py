"""What the first visitor of a server would otherwise wait for, seconds long, done before anybody comes.

Takes   a day.
Gives   a process that has read the laws, the questions, the addresses and the templates in each language,
        has written the SQL of what every page asks, and has worked with each once.
Knows   nothing of any person.
"""

import contextlib
import datetime as dt
import gc
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.template import engines
from django.template.utils import get_app_template_dirs
from django.urls import reverse
from django.utils import translation

from houvast.answers.api import understanding, words_in
from houvast.casework.api import is_working_day
from houvast.law.api import OutsideCorpus, Person, Situation
from houvast.prepared import write_all
from houvast.rights.api import assess, screens

NOBODY = Situation({}, (Person("aanvrager", "aanvrager", {}),), frozenset({"partner", "kind", "medebewoner"}))
OBJECTS = 20_000
"""New objects until the collector looks at the young ones. At Python's 700 it takes up to 9 % of a page."""


def make_ready(*, on: dt.date) -> None:
    """Read and work once. Raises `BadCorpus`; a day that nobody checked the laws for is no fault, nor is a
    database that is away."""
    with contextlib.suppress(OutsideCorpus):  # each page says so itself
        for outcome in assess(NOBODY, on=on).outcomes:
            outcome.receipt.code  # noqa: B018 - asked for, so that what explains it is read
        screens(NOBODY, on=on)
    is_working_day(on)
    words_in("")
    reverse("taal")  # one address is looked up, so all are read
    _read_templates()
    with contextlib.suppress(DatabaseError):  # away just now: the first page writes it
        write_all()
    mind = understanding()
    if mind is not None:
        mind.understand("Ik heb hulp nodig", on=on)
    gc.collect()
    gc.freeze()  # all this stays for ever: the collector need not look at it again during somebody's page
    gc.set_threshold(OBJECTS, 20, 100)


def _read_templates() -> None:
    """Our own templates, in each language; what is the same for everybody is settled now."""
    ours = Path(__file__).parents[1]
    folders = [Path(each) for each in get_app_template_dirs("templates")]
    names = [
        file.relative_to(folder).as_posix()
        for folder in folders
        if folder.is_relative_to(ours)
        for file in sorted(folder.rglob("*.html"))
    ]
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            for name in names:
                engines["django"].get_template(name)
