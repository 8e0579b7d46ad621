"""The addresses of the conversation."""

from django.urls import path

from houvast.conversation.views import front, fuse_box, interview, keeping, life_events

app_name = "conversation"
urlpatterns = [
    path("", front.front, name="front"),
    path("nood/<slug:kind>/", front.emergency, name="emergency"),
    path("vraag/nood/", front.emergencies, name="emergencies"),
    path("vraag/gehoord/", front.heard, name="heard"),
    path("vraag/verder/", interview.onward, name="onward"),
    path("vraag/thuis/", interview.people, name="thuis"),
    path("vraag/kinderen/", interview.count_of, {"role": "kind"}, name="kinderen"),
    path("vraag/anderen/", interview.count_of, {"role": "medebewoner"}, name="anderen"),
    path("vraag/krijgt-u-al/", interview.receiving, name="krijgt-u-al"),
    path("vraag/begrepen/", interview.understood, name="summary"),
    path("vraag/weg/", keeping.away, name="away"),
    path("vraag/<str:key>/", interview.question, name="question"),
    path("stoppenkast/", fuse_box.fuse_box_page, name="fuse-box"),
    path("stoppenkast/gebeurtenissen/", life_events.event_list, name="life-events"),
    path("stoppenkast/gebeurtenissen/<slug:name>/", life_events.event_page, name="life-event"),
    path("stoppenkast/<slug:scheme>/", fuse_box.scheme_page, name="scheme"),
    path("bewaren/", keeping.keep, name="keep"),
    path("bewaren/code/", keeping.code, name="code"),
    path("bewaren/klaar/", keeping.done, name="done"),
    path("bewaren/papier.pdf", keeping.paper, name="paper"),
]
