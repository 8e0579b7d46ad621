"""The help request in full: one page for the resident and one for the counsellor, with the same content.

Takes   what is known, and a day.
Gives   nine sections of lines in the reader's language; each line comes from the resident or from the laws.
Knows   nothing of pages, or of who reads.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from django.conf import settings
from django.utils.translation import get_language, gettext

from houvast.answers import api as answers
from houvast.conversation import circumstances, topics
from houvast.conversation.known import Answered, Known
from houvast.conversation.paper import amount_in_words, anything_told, bring
from houvast.conversation.summary import PERIODS
from houvast.language.api import Kind, Topic, TopicKind, answer
from houvast.law.api import OutsideCorpus
from houvast.rights.api import (
    FuseBox,
    Said,
    answer_in_words,
    assess,
    corpus,
    fuse_box,
    life_event,
    question,
    said,
    told,
)
from houvast.ui.api import euro_text

MOST_STEPS = 6
MOST_OPEN = 8


@dataclasses.dataclass(frozen=True)
class Item:
    """One line. `note` is its source or article, `own_words` for what somebody typed, `language` the language
    that the line is really in: "" for the reader's own.
    """

    text: str
    note: str = ""
    language: str = ""
    own_words: bool = False


@dataclasses.dataclass(frozen=True)
class Section:
    """A heading with its lines. A section without lines is not shown. `told`: its lines are what somebody
    told, each with who and when.
    """

    key: str
    title: str
    items: tuple[Item, ...]
    told: bool = False

    @property
    def note(self) -> str:
        """Who told all that stands here and when, said once (`told`); "" when that differs by line."""
        notes = {item.note for item in self.items if item.note}
        return notes.pop() if self.told and len(notes) == 1 else ""


def sheet(known: Known, *, on: dt.date) -> tuple[Section, ...]:
    """The sections in their order, those without lines left out.

    On a day that nobody checked the laws for there are no steps from the laws: we never guess.
    """
    try:
        box = fuse_box(assess(known.situation, on=on), receiving=known.receiving)
    except OutsideCorpus:
        box = None
    made = (
        Section("woorden", gettext("In eigen woorden"), tuple(_words(known))),
        Section("vraag", gettext("De vraag"), tuple(_questions(known))),
        Section("nu", gettext("Hoe het nu is"), tuple(_circumstances(known))),
        Section("bekend", gettext("Wat we weten"), tuple(_facts(known)), told=True),
        Section("niet", gettext("Wat niet bij u past"), tuple(_denied(known)), told=True),
        Section("open", gettext("Wat we nog niet weten"), tuple(_open(known, box))),
        Section("stappen", gettext("Eerste mogelijke stappen"), tuple(_steps(known, box))),
        Section("meenemen", gettext("Neem dit mee, als u het heeft"), tuple(_bring(known, box))),
        Section("gerust", gettext("Hier hoeft u zich geen zorgen over te maken"), tuple(_calm(known, box))),
    )
    return tuple(section for section in made if section.items)


def _words(known: Known) -> Iterator[Item]:
    if known.words:
        yield Item(known.words, own_words=True)


def _questions(known: Known) -> Iterator[Item]:
    """Dangers first, then what it is about, the most urgent first; the picture when nobody knows."""
    for danger in known.dangers:
        yield Item(str(topics.DANGER_WORDS[Kind(danger)]), note=topics.mark(danger, known.confirmed))
    words = {each.about: each.words for each in reversed(known.asked)}
    for topic in _about(known):
        yield Item(answers.title(topic), note=words.get(topic.name, ""))
    if not known.about and not known.dangers:
        yield Item(topics.subject(known.picture))


def _circumstances(known: Known) -> Iterator[Item]:
    by_name = {each.name: each for each in known.circumstances}
    for each in circumstances.ALL:
        if each.name in by_name:
            yield Item(
                f"{each.title} {circumstances.in_words(by_name[each.name]) or gettext('Weet ik niet')}"
            )


def _facts(known: Known) -> Iterator[Item]:
    for each in known.answered:
        if each.value is not None and not _is_denied(each, known):
            asked = _asked(each, known)
            mark = " " if answers.as_question(asked) == asked else ": "
            yield Item(f"{asked}{mark}{_value(each)}", note=each.source)
    laws = corpus().laws
    titles = [laws[scheme].title for scheme in laws if scheme in known.receiving]
    if titles:
        yield Item(f"{gettext('Wat u nu al krijgt')}: {', '.join(titles)}")


def _denied(known: Known) -> Iterator[Item]:
    """What somebody left unticked: "my partner has died" is not so. A no to a question stays with it."""
    for each in known.answered:
        if _is_denied(each, known):
            yield Item(_asked(each, known), note=each.source)


def _is_denied(each: Answered, known: Known) -> bool:
    asked = _asked(each, known)
    return each.value is False and answers.as_question(asked) != asked


def _asked(each: Answered, known: Known) -> str:
    return question(corpus().facts[each.fact], known.situation, each.person)


def _value(each: Answered) -> str:
    unit = corpus().facts[each.fact].unit.name
    is_number = isinstance(each.value, int | Fraction) and not isinstance(each.value, bool)
    return euro_text(each.value) if is_number and unit in PERIODS else answer_in_words(each.fact, each.value)


def _open(known: Known, box: FuseBox | None) -> Iterator[Item]:
    """What somebody did not know, what else the laws want to know, and what a person decides."""
    asked = [_asked(each, known) for each in known.answered if each.value is None]
    missing = [line for switch in box.unsure for line in switch.missing] if box else []
    for line in list(dict.fromkeys([*asked, *missing]))[:MOST_OPEN]:
        yield Item(answers.as_question(line))
    for switch in box.lit if box else ():
        for norm in corpus().laws[switch.scheme].open_norms:
            says = said(norm.says)
            yield Item(f"{switch.title}: {says.text}", note=norm.article, language=says.language)


def _steps(known: Known, box: FuseBox | None) -> Iterator[Item]:
    found = [*_steps_in_danger(known), *_steps_about(known), *(_steps_waiting(box) if box else ())]
    if not found:
        found = [Item(gettext("Bel en vertel uw vraag aan een mens"), note=settings.CONFIG.phone)]
    yield from dict.fromkeys(found)


def _steps_in_danger(known: Known) -> Iterator[Item]:
    language = get_language() or "nl"
    for danger in known.dangers:
        today = answer(Kind(danger), language, city_phone=settings.CONFIG.phone)
        for phone in today.phones:
            yield Item(f"{gettext('Bel')} {phone.name}. {phone.when}.", note=phone.number)
        for line in today.today:
            yield Item(line)


def _steps_about(known: Known) -> Iterator[Item]:
    for topic in _about(known):
        match topic.kind:
            case TopicKind.GENERAL:
                content = answers.told(topic.name)
                lines = content.lines if content else ()
                yield from (_said(line.says, line.article) for line in lines[:MOST_STEPS])
            case TopicKind.LIFE_EVENT:
                event = told(life_event(topic.name))
                yield from (_said(line.says, line.article) for line in event.check_first[:MOST_STEPS])
            case TopicKind.SCHEME:
                yield from _where(topic.name, "")


def _steps_waiting(box: FuseBox) -> Iterator[Item]:
    waiting = [switch for switch in box.switches if switch.state == "waiting"]
    for switch in waiting[:MOST_STEPS]:
        yield from _where(switch.scheme, amount_in_words(switch) if switch.has_amount else "")


def _where(scheme: str, amount: str) -> Iterator[Item]:
    law = corpus().laws[scheme]
    where = law.getting_it.get("where") or {}
    if where.get("says"):
        says = said(where["says"])
        note = ", ".join(part for part in (amount, str(where.get("url") or "")) if part)
        yield Item(f"{law.title}: {says.text}", note=note, language=says.language)


def _bring(known: Known, box: FuseBox | None) -> Iterator[Item]:
    told = anything_told(known.situation)
    for line in bring(box, about=known.about, told=told) if box else ():
        yield Item(line.text, language=line.language)


def _calm(known: Known, box: FuseBox | None) -> Iterator[Item]:
    """Only what is true for everybody here, and what the laws say for this household."""
    yield Item(gettext("Door deze vraag verandert er niets aan uw geld."))
    yield Item(gettext("Weet u iets niet? Dan zoeken we het samen uit."))
    if known.kept:
        yield Item(gettext("U hoeft dit niet nog een keer te vertellen. Het staat hier."))
    for switch in box.switches if box else ():
        if switch.state == "on" and not switch.why:
            yield Item(
                gettext("U krijgt %(scheme)s al. Dat past bij wat u vertelde.") % {"scheme": switch.title}
            )
        granted = corpus().laws[switch.scheme].getting_it.get("granted") or {}
        if switch.state == "waiting" and granted.get("how") == "automatic":
            says = said(granted["says"])
            yield Item(f"{switch.title}: {says.text}", language=says.language)


def _about(known: Known) -> Iterator[Topic]:
    for name in known.about:
        topic = answers.topic_called(name)
        if topic is not None:
            yield topic


def _said(says: Said, note: str) -> Item:
    return Item(says.text, note=note, language=says.language)
