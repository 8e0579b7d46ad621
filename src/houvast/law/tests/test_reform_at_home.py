"""A reform for one household: a table and a picture that say what two assessments say."""

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from houvast.law import api, commands
from houvast.law.api import Reform, Situation
from houvast.law.reform_at_home import AtHome, as_table, picture, reform_at_home
from houvast.law.tests.households import DAY, LAWS, family, village

WIDER = Path(__file__).parent / "reforms" / "ruimer.yaml"
SVG = "{http://www.w3.org/2000/svg}"


def wider() -> Reform:
    return api.read_reform(WIDER, village())


def at_home(situation: Situation) -> AtHome:
    return reform_at_home(village(), wider(), situation, on=DAY)


def test_before_and_after_are_what_two_assessments_say() -> None:
    household = family(inkomen=28_000)  # 32.000 together: too much now, not in the proposal

    [line] = at_home(household).lines

    sides = [api.assess(corpus, household, on=DAY) for corpus in (village(), wider().corpus)]
    assert line.before == sides[0].outcome("woonhulp").amount == 0
    assert line.after == Fraction(sides[1].outcome("woonhulp").amount or 0) > 0
    assert at_home(household).difference == line.after


def test_every_point_of_the_curve_is_an_assessment() -> None:
    household = family()
    curve = at_home(household).curve

    assert curve is not None
    assert (curve.fact, curve.now) == ("inkomen", 20_000)
    for value, before, after in curve.points[::6]:
        changed = household.with_fact("inkomen", value, person="aanvrager")
        assert before == api.assess(village(), changed, on=DAY).outcome("woonhulp").amount
        assert after == api.assess(wider().corpus, changed, on=DAY).outcome("woonhulp").amount


def test_a_reform_that_does_nothing_here_has_no_curve_and_equal_bars() -> None:
    found = at_home(family(spaargeld=900_000))

    assert found.curve is None
    assert found.difference == 0


def test_the_picture_says_in_words_what_it_shows_and_does_not_rest_on_colour() -> None:
    drawn = picture(at_home(family(inkomen=28_000)))

    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own text
    described = root.findtext(f"{SVG}desc") or ""
    assert root.get("role") == "img"
    assert "Ruimere woonhulp" in (root.findtext(f"{SVG}title") or "")
    assert "Woonhulp: nu € 0, voorstel" in described
    assert [line.get("stroke-dasharray") for line in root.iter(f"{SVG}polyline")] == [None, "8 5"]
    assert "url(#s)" in drawn


def test_the_table_tells_schemes_sum_and_curve() -> None:
    told = as_table(at_home(family()))

    assert told.splitlines()[0].split() == ["per", "maand", "nu", "voorstel", "verschil"]
    assert "Samen, zover bekend" in told
    assert "inkomen per jaar" in told


def test_the_command_prints_the_table_and_writes_the_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    situation, target = tmp_path / "gezin.yaml", tmp_path / "voorstel.svg"
    situation.write_text(
        "household: {huur: 800, woning: huis, gehuwd: false}\n"
        "persons:\n  - {role: aanvrager, geboortedatum: 1990-05-01, inkomen: 32000, spaargeld: 0}\n"
    )
    where = ["--laws", str(LAWS), "--city", "dorp", "--on", str(DAY)]

    status = commands.assess([str(situation), *where, "--reform", str(WIDER), "--picture", str(target)])

    told = capsys.readouterr().out
    assert status == 0
    assert "woonhulp: nee -> ja" in told
    assert "Samen, zover bekend" in told
    assert target.read_text().startswith("<svg")
