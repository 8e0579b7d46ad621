"""A request goes to a table without a name, comes back with three answers, and may become a signal."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from houvast.casework import api as casework
from houvast.learning import api, discussing
from houvast.learning.discussing import Brought, NotAtThisTable, NotOpen, Outcome, StillKnown
from houvast.learning.models import Raised, Topic
from houvast.learning.tests.conftest import MONDAY, Peers, form
from houvast.ledger import api as ledger
from houvast.people.api import as_professional

CHECKED = Brought(
    text="Een gezin kan een boete niet betalen. Wat kan er?", blurred=True, resident_agreed=False
)


def outcome(**changes: str) -> Outcome:
    fields = {"want": "Dat de boete wacht.", "may": "Ja, een regeling mag.", "do": "Wij bellen het CJIB."}
    return Outcome(**{**fields, **changes})


def brought(peers: Peers) -> Topic:
    discussing.bring(form(peers, peers.fatima), peers.table, CHECKED)
    return Topic.objects.get()


def test_the_proposal_has_no_name_place_day_or_amount(peers: Peers) -> None:
    text = discussing.proposal(peers.held, actor=as_professional(peers.fatima), at=MONDAY)

    for word in ("Samira", "Yassin", "1.250", "april", "Noord"):
        assert word not in text
    assert "zoon" in text


def test_a_text_that_still_names_somebody_is_not_brought(peers: Peers) -> None:
    named = Brought(text="Samira kan 40 euro niet betalen.", blurred=True, resident_agreed=False)

    with pytest.raises(StillKnown) as refusal:
        discussing.bring(form(peers, peers.fatima), peers.table, named)

    assert {each.words for each in refusal.value.found} == {"40 euro", "Samira"}
    assert not Topic.objects.exists()


def test_unblurred_only_with_the_residents_yes(peers: Peers) -> None:
    text = "Samira kan 40 euro niet betalen."
    with pytest.raises(IntegrityError, match="needs_a_yes"), transaction.atomic():
        discussing.bring(
            form(peers, peers.fatima), peers.table, Brought(text=text, blurred=False, resident_agreed=False)
        )

    discussing.bring(
        form(peers, peers.fatima), peers.table, Brought(text=text, blurred=False, resident_agreed=True)
    )

    assert Topic.objects.get().resident_agreed


def test_only_who_sits_there_reads_it_and_the_look_is_in_the_residents_log(peers: Peers) -> None:
    brought(peers)
    ria = as_professional(peers.ria)

    (read,) = discussing.agenda(discussing.table(peers.table.pk, ria), actor=ria, at=MONDAY)

    assert read.text == CHECKED.text
    assert ("Ria", "collega's denken mee over uw vraag") in [
        (line.who, line.purpose) for line in ledger.log_of(peers.resident)
    ]
    with pytest.raises(NotAtThisTable):
        discussing.table(peers.table.pk, as_professional(peers.omar))


def test_nobody_brings_what_they_do_not_hold_or_to_a_table_of_others(peers: Peers) -> None:
    with pytest.raises(PermissionError):
        discussing.bring(form(peers, peers.ria), peers.table, CHECKED)
    with pytest.raises(NotAtThisTable):
        discussing.bring(form(peers, peers.dennis), peers.table, CHECKED)


def test_a_request_lies_once_on_a_table(peers: Peers) -> None:
    brought(peers)

    with pytest.raises(NotOpen):
        discussing.bring(form(peers, peers.fatima), peers.table, CHECKED)


def test_the_outcome_comes_back_in_the_history_of_the_request(peers: Peers) -> None:
    topic = brought(peers)

    discussing.write_outcome(form(peers, peers.dennis), topic.pk, outcome())

    events = casework.export(peers.resident)[0]["events"]
    assert [event["reason"] for event in events if event["change"] == "discussed"] == ["Wij bellen het CJIB."]
    assert api.export(peers.resident)[0]["do"] == "Wij bellen het CJIB."
    with pytest.raises(NotOpen):
        discussing.write_outcome(form(peers, peers.fatima), topic.pk, outcome())


def test_a_signal_is_about_nobody(peers: Peers) -> None:
    topic = brought(peers)
    with pytest.raises(StillKnown):
        discussing.write_outcome(
            form(peers, peers.fatima), topic.pk, outcome(rule="Boetes", effect="Samira betaalt dubbel.")
        )
    assert Topic.objects.get().closed_at is None

    discussing.write_outcome(
        form(peers, peers.fatima), topic.pk, outcome(rule="Boetes", effect="Wie niets heeft, betaalt dubbel.")
    )

    assert api.raised(first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30)) == [
        ("Boetes", "Wie niets heeft, betaalt dubbel.", MONDAY.date())
    ]
    assert [field.name for field in Raised._meta.get_fields() if field.is_relation] == ["by"]


def test_after_erasure_nothing_of_the_resident_is_left_and_the_signal_stays(peers: Peers) -> None:
    topic = brought(peers)
    discussing.write_outcome(
        form(peers, peers.fatima), topic.pk, outcome(rule="Boetes", effect="Wie niets heeft, betaalt dubbel.")
    )

    api.erase(peers.resident, at=MONDAY)

    assert not Topic.objects.exists()
    assert Raised.objects.count() == 1
