"""Something is about to change in this life: the life events beside the switches of this story.

Takes   the story and the name of a life event.
Gives   the list of events, and one event with how each scheme stands for this household today.
Knows   nothing of what an event means; `rights` tells that.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from houvast.conversation.story import Story
from houvast.conversation.views.doors import with_story
from houvast.people.api import Request
from houvast.rights.api import assess, fuse_box, life_event, life_events, named, told


@require_GET
@with_story
def event_list(request: Request, story: Story) -> HttpResponse:
    """What may change, as links."""
    events = named(life_events())
    return render(request, "conversation/life_events.html", {"events": events})


@require_GET
@with_story
def event_page(request: Request, story: Story, name: str) -> HttpResponse:
    """One event, with the switches of this story beside it."""
    try:
        event = life_event(name)
    except LookupError as error:
        raise Http404 from error
    box = fuse_box(assess(story.situation, on=request.today), receiving=story.receiving or ())
    return render(request, "conversation/life_event.html", {"event": told(event, box=box)})
