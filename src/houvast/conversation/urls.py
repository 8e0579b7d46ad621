"""The addresses of the conversation."""

from django.urls import path

from houvast.conversation.views import (
    front,
    fuse_box,
    interview,
    keeping,
    life_events,
    pausing,
    sheets,
    what_if,
)

app_name = "conversation"
urlpatterns = [
    path("", front.front, name="front"),
    path("vraag/nood/", front.emergencies, name="emergencies"),
    path("vraag/gehoord/", front.heard, name="heard"),
    path("vraag/woorden/", front.reword, name="reword"),
    path("vraag/verder/", interview.onward, name="onward"),
    path("vraag/thuis/", interview.people, name="thuis"),
    path("vraag/kinderen/", interview.count_of, {"role": "kind"}, name="kinderen"),
    path("vraag/anderen/", interview.count_of, {"role": "medebewoner"}, name="anderen"),
    path("vraag/krijgt-u-al/", interview.receiving, name="krijgt-u-al"),
    path("vraag/over/<slug:name>/", interview.circumstance, name="circumstance"),
    path("vraag/begrepen/", interview.understood, name="summary"),
    path("vraag/hulpvraag/", sheets.so_far, name="sheet"),
    path("vraag/pauze/", pausing.pause, name="pause"),
    path("vraag/pauze/hier-weg/", pausing.leave, name="leave"),
    path("verder/", pausing.resume, name="resume"),
    path("vraag/weg/", keeping.away, name="away"),
    path("vraag/<str:key>/", interview.question, name="question"),
    path("stoppenkast/", fuse_box.fuse_box_page, name="fuse-box"),
    path("stoppenkast/gebeurtenissen/", life_events.event_list, name="life-events"),
    path("stoppenkast/gebeurtenissen/<slug:name>/", life_events.event_page, name="life-event"),
    path("stoppenkast/wat-als/", what_if.page, name="what-if"),
    path("stoppenkast/<slug:scheme>/antwoord/", fuse_box.answer_page, name="answer"),
    path("stoppenkast/<slug:scheme>/", fuse_box.scheme_page, name="scheme"),
    path("bewaren/", keeping.keep, name="keep"),
    path("bewaren/code/", keeping.code, name="code"),
    path("bewaren/klaar/", keeping.done, name="done"),
    path("bewaren/papier.pdf", keeping.paper, name="paper"),
    # Last, because a pattern takes longer to try than a fixed address.
    path("nood/<slug:kind>/", front.emergency, name="emergency"),
    path("volg/<uuid:request_id>/hulpvraag/", sheets.of_resident, name="sheet-kept"),
    path("werk/hulpvraag/<uuid:request_id>/verteld/", sheets.of_counsellor, name="sheet-at-work"),
]
