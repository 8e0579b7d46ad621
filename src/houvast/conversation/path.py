"""Which screen comes before and after: the way through the conversation.

Takes   a story and a day.
Gives   the address of the next screen, of the one before, and how far somebody is.
Knows   nothing of what stands on a screen.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from houvast.conversation import circumstances
from houvast.conversation.circumstances import Circumstance
from houvast.conversation.story import Story
from houvast.rights.api import Screen, screen_with, screens

ROUND = 12
"""How many questions in a row; then the summary, and what there is as far as we know."""
PEOPLE, CHILDREN, OTHERS, RECEIVING = "thuis", "kinderen", "anderen", "krijgt-u-al"


@dataclasses.dataclass(frozen=True)
class Progress:
    """How many questions were answered, and how many are left at most before the summary."""

    done: int
    left: int

    @property
    def current(self) -> int:
        """The number of the question on the screen."""
        return self.done + 1

    @property
    def total(self) -> int:
        """All questions, as far as we can tell now."""
        return self.done + max(self.left, 1)


def open_screens(story: Story, *, on: dt.date) -> tuple[Screen, ...]:
    """What can still change an answer and was not answered with "weet ik niet"."""
    return screens(story.situation, on=on, unknown=story.unknown)


def address(key: str) -> str:
    """Where a screen is."""
    if key == "begin":
        return reverse("conversation:reword")
    if key == "gehoord":
        return reverse("conversation:heard")
    if key in circumstances.BY_NAME:
        return reverse("conversation:circumstance", args=[key])
    if key in {PEOPLE, CHILDREN, OTHERS, RECEIVING}:
        return reverse(f"conversation:{key}")
    return reverse("conversation:question", args=[key])


def next_address(story: Story, *, on: dt.date, pausing: bool = False) -> str:
    """The screen that tells most now; when nothing is left, what comes in already, and then the summary.

    How urgent it is goes before the engine's questions; what was tried and what would be good come after.

    With `pausing` also after every round of questions: somebody who is tired sees what there is, and may go
    on.
    """
    if not story.people_told:
        return address(PEOPLE)
    for first in _open(circumstances.FIRST, story):
        return address(first.name)
    left = open_screens(story, on=on)
    pause = pausing and _asked(story) and _asked(story) % ROUND == 0
    if left and not pause:
        return address(left[0].key)
    for later in _open(circumstances.LATER, story):
        return address(later.name)
    if story.receiving is None:
        return address(RECEIVING)
    return reverse("conversation:summary")


def address_before(story: Story, key: str, *, on: dt.date) -> str:
    """The screen that was answered before this one; the first ones lead back to the recognition."""
    if key == PEOPLE:
        return reverse("conversation:heard")
    if key in {CHILDREN, OTHERS}:
        return address(PEOPLE)
    before = story.answered[: story.answered.index(key)] if key in story.answered else story.answered
    for each in reversed(before):
        if each in circumstances.BY_NAME or screen_with(each, story.situation, on=on, unknown=story.unknown):
            return address(each)
    return address(PEOPLE)


def progress(story: Story, key: str, *, on: dt.date) -> Progress:
    """How far somebody is, and what is left until the next summary; who lives in the house comes first.

    The number never goes back: what was answered stays answered, also after a rest.
    """
    heads = _about_the_house(story)
    left = _left_before_summary(story, key, on=on)
    if key in heads:
        return Progress(done=heads.index(key), left=len(heads) - heads.index(key) + left)
    before = story.answered[: story.answered.index(key)] if key in story.answered else story.answered
    return Progress(done=len(heads) + len(before), left=left)


def _about_the_house(story: Story) -> list[str]:
    """The screens that ask who lives there, as far as there is something to ask."""
    roles = {person.role for person in story.situation.persons}
    return [PEOPLE, *([CHILDREN] if "kind" in roles else []), *([OTHERS] if "medebewoner" in roles else [])]


def _left_before_summary(story: Story, key: str, *, on: dt.date) -> int:
    """The screen of `key`, and those after it until somebody may rest; what is left is at least one."""
    rest = {each.name for each in circumstances.LATER} | {RECEIVING}
    own = 0 if key in rest else len(open_screens(story, on=on)) + (key in story.answered)
    around = sum(1 for _ in _open(circumstances.ALL, story)) + (story.receiving is None)
    around += key in circumstances.BY_NAME and key in story.answered
    return max(1, min(own, ROUND - _asked(story) % ROUND) + around)


def _asked(story: Story) -> int:
    """How many screens of the engine were answered; how somebody is doing counts for no round."""
    return sum(key not in circumstances.BY_NAME for key in story.answered)


def _open(some: tuple[Circumstance, ...], story: Story) -> Iterator[Circumstance]:
    return circumstances.still_open(some, story.circumstances, story.dangers)
