"""A story becomes a help request: once, with a code, all of it or nothing of it.

Takes   a story, what somebody wants to be called, and the moment.
Gives   the same story, kept: with the code and the reference.
Knows   nothing of forms and cookies.
"""

import dataclasses
import datetime as dt

from django.utils.translation import gettext

from houvast.answers import api as hearing
from houvast.casework.api import Source, open_request
from houvast.conversation import asked, circumstances, known, summary, topics
from houvast.conversation.story import Kept, Story
from houvast.language.api import Kind
from houvast.people.api import as_resident, new_resident
from houvast.rights.api import remember_situation
from houvast.ui.api import speaking
from houvast.vault.api import NewFact, remember_all

MAX_PHONE = 30


@dataclasses.dataclass(frozen=True)
class Caller:
    """How to reach somebody: all of it may stay empty."""

    name: str = ""
    phone: str = ""
    neighbourhood: str = ""


def keep(story: Story, caller: Caller, *, language: str, at: dt.datetime) -> Story:
    """Keep this story for the resident. A story that was kept already stays as it is: one form, one
    request.

    To be called inside the transaction that changes the draft. Raises `NobodyThere` when no duo exists.
    """
    if story.kept is not None:
        return story
    resident, code = new_resident(at=at, language=language)
    actor = as_resident(resident)
    named = story.named({"aanvrager": asked.clean_name(caller.name)})
    remember_situation(
        resident,
        named.situation,
        receiving=story.receiving or (),
        unknown=story.unknown,
        at=at,
        by=actor,
    )
    remember_all(resident, list(known.to_keep(story)), at=at, by=actor)
    if caller.phone:
        phone = NewFact(fact="telefoon", value=asked.clean_name(caller.phone)[:MAX_PHONE], source="resident")
        remember_all(resident, [phone], at=at, by=actor)
    with speaking("nl"):  # the counsellor reads Dutch; the resident's own words stay as they are
        understood = [line.as_text() for line in summary.lines(named, on=at.date())]
        subject = _subject(story)
    request = open_request(
        resident=resident,
        story=story.words or subject,
        understood=understood,
        subject=subject,
        urgency=circumstances.urgency(
            story.dangers, story.circumstances, [each.urgency for each in story.questions]
        ),
        at=at,
        source=Source.WEB,
        token=story.token,
        neighbourhood=caller.neighbourhood,
    )
    return dataclasses.replace(named, kept=Kept(code, str(resident.pk), request.reference))


def _subject(story: Story) -> str:
    """A few words for the worklist: what the question is about, else the picture. A danger is its headline
    only when there is no other question and the resident said yes to it: hearing one is no more than a mark.
    """
    about = hearing.topic_called(story.topics[0]) if story.topics else None
    if about is not None:
        return about.title["nl"]
    if story.topic or not story.dangers:
        return topics.subject(story.topic)
    if story.confirmed:
        return str(topics.DANGER_WORDS[Kind(story.confirmed[0])])
    return gettext("Een vraag in eigen woorden")
