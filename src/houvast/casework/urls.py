"""Addresses of this room. No number that can be counted: requests have unguessable ids."""

from django.urls import include, path

from houvast.casework.alarming import views as alarming
from houvast.casework.around import views as around
from houvast.casework.continuity import views as continuity
from houvast.casework.desk import views as desk
from houvast.casework.follow import views as follow

app_name = "casework"
urlpatterns = [
    # First, because these are asked most and Django tries one after another.
    path("volg/", follow.enter, name="follow"),
    path("werk/", desk.show_worklist, name="worklist"),
    path("werk/hulpvraag/<uuid:request_id>/", desk.show_request, name="request"),
    path("", include("houvast.casework.appointments.urls")),
    path("", include("houvast.casework.behalf.urls")),
    path("", include("houvast.casework.post.urls")),
    path("", include("houvast.casework.buffer.urls")),
    path("", include("houvast.casework.life_events.urls")),
    path("", include("houvast.casework.plan.urls")),
    path("volg/gekeken/", follow.looks, name="looks"),
    path("volg/<uuid:request_id>/", follow.show, name="follow-one"),
    path("volg/<uuid:request_id>/<slug:what>/", follow.say, name="say"),
    path("werk/team/", continuity.show, name="team"),
    path("werk/team/afwezig/", continuity.tell_away, name="team-away"),
    path("werk/team/terug/<int:absence>/", continuity.come_back, name="team-back"),
    path("werk/team/grens/", continuity.set_ceiling, name="team-ceiling"),
    path("werk/hulpvraag/<uuid:request_id>/zoals-de-bewoner/", desk.show_as_resident, name="as-resident"),
    path("werk/alarmen/", alarming.show, name="alarms"),
    path("werk/alarmen/druk/", alarming.show_load, name="alarm-load"),
    path("werk/alarmen/<int:alarm>/<slug:name>/", alarming.answer, name="alarm-answer"),
    path("werk/te-gast/", around.show_list, name="beside"),
    path("werk/te-gast/<uuid:request_id>/", around.show, name="beside-one"),
    path("werk/te-gast/<uuid:request_id>/<slug:name>/", around.act, name="beside-act"),
    path("werk/hulpvraag/<uuid:request_id>/regeling/<slug:scheme>/", desk.show_scheme, name="scheme"),
    path("werk/hulpvraag/<uuid:request_id>/<slug:name>/", desk.act, name="act"),
]
