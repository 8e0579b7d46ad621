"""An answer is a page of the corpus, every number in it has its article, and a doubt leads to a person."""

import re
from typing import Any

import pytest
from django.test import Client

from houvast.answers import general, hearing
from houvast.answers.words import every_word, words_with
from houvast.language.api import LANGUAGES, TopicKind, above_the_line

GENERAL = sorted(name for name, topic in hearing.topics().items() if topic.kind is TopicKind.GENERAL)
ENOUGH_WORDS, ENOUGH_FOR_A_WORD = 300, 24
ARABIC = re.compile("[\u0621-\u064a]{2}")


@pytest.mark.parametrize("name", GENERAL)
def test_every_general_topic_has_an_answer_that_is_simple_and_leads_on(name: str) -> None:
    told = general.told(name)

    assert told is not None
    assert told.lines
    assert [
        line for line in general._content(name)["says"] if not {"nl", "en", "tr", "ar"} <= set(line)
    ] == []
    assert told.onward, "no dead end"
    assert [finding for line in told.lines for finding in above_the_line(line.says.text)] == []


def test_a_number_without_its_article_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, Any] = {"says": [{"nl": "U heeft zes weken."}], "next": [], "checked": None}
    monkeypatch.setattr(general, "_content", lambda name: said)

    with pytest.raises(general.Untraceable, match="zes weken"):
        general.told("bezwaar_maken")


def test_at_least_three_hundred_official_words_are_explained_simply() -> None:
    assert len(every_word()) >= ENOUGH_WORDS
    assert [finding for meaning in every_word().values() for finding in above_the_line(meaning)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_official_word_is_explained_in_every_language(language: str) -> None:
    here, dutch = every_word(language), every_word()

    assert list(here) == list(dutch)
    assert all(meaning.strip().endswith(".") for meaning in here.values())
    # Nothing was left in Dutch, and nothing was lost on the way: an explanation is a sentence or two.
    assert language == "nl" or [word for word in here if here[word] == dutch[word]] == []
    assert [word for word, meaning in here.items() if len(meaning.split()) > ENOUGH_FOR_A_WORD] == []


def test_an_arabic_explanation_is_in_arabic() -> None:
    assert [word for word, says in every_word("ar").items() if not ARABIC.search(says)] == []


def test_a_word_is_found_by_what_it_means_in_ones_own_language() -> None:
    assert "loonbeslag" in words_with("your wage", "en")
    assert "kwijtschelding" in words_with("kwijt", "tr")
    assert words_with("uw loon") == {}


def test_a_language_that_we_do_not_speak_gets_the_dutch_words() -> None:
    assert every_word("../") == every_word()


def test_a_word_is_found_by_its_beginning_first() -> None:
    assert next(iter(words_with("besl"))) == "beslag"
    assert words_with("geen woord van ons") == {}


@pytest.mark.django_db
class TestPages:
    """What a visitor sees."""

    def test_a_clear_question_goes_to_its_answer(self, client: Client, prepared: None) -> None:
        response = client.get("/antwoord/", {"v": "hoe maak ik bezwaar tegen een besluit?"})

        assert response.headers["Location"] == "/antwoord/bezwaar_maken/"
        page = client.get(response.headers["Location"]).content.decode()
        assert "zes weken" in page
        assert "Awb 6:7" in page

    def test_a_scheme_has_an_answer_with_articles_day_and_what_it_depends_on(self, client: Client) -> None:
        page = client.get("/antwoord/zorgtoeslag/").content.decode()

        assert "Wzt 2" in page
        assert "Het hangt af van" in page
        assert "Zo krijgt u het" in page
        assert "Zoals het geldt op:" in page

    def test_a_life_event_goes_to_its_own_page(self, client: Client) -> None:
        assert client.get("/antwoord/samenwonen/").headers["Location"] == "/gebeurtenissen/samenwonen/"

    def test_a_doubt_shows_what_it_may_be(self, client: Client, prepared: None) -> None:
        page = client.get("/antwoord/", {"v": "huur"}).content.decode()

        assert "Bedoelt u een van deze?" in page
        assert "/antwoord/huurtoeslag/" in page

    def test_what_we_do_not_know_leads_to_a_person(self, client: Client, prepared: None) -> None:
        assert (
            "Een mens kan u helpen"
            in client.get("/antwoord/", {"v": "recept voor appeltaart"}).content.decode()
        )

    def test_danger_is_never_answered_with_a_page_of_rules(self, client: Client, prepared: None) -> None:
        response = client.get("/antwoord/", {"v": "we hebben geen eten, hoe vraag ik zorgtoeslag aan?"})

        assert response.status_code == 200
        assert "Bel een mens" in response.content.decode()

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("ik wil niet meer leven", "tel:113"),
            ("mijn man slaat mij en de kinderen", "tel:08002000"),
            ("we hebben geen eten voor de kinderen", "tel:14020"),
        ],
    )
    def test_the_number_is_that_of_the_danger_that_was_heard(
        self, client: Client, prepared: None, words: str, number: str
    ) -> None:
        assert f'href="{number}"' in client.get("/antwoord/", {"v": words}).content.decode()

    def test_an_answer_as_json_has_its_articles(self, client: Client) -> None:
        told = client.get("/antwoord/bezwaar_maken.json").json()

        assert told["version"] == "houvast-answers/1"
        assert told["says"][0]["article"] == "Awb 6:7"

    @pytest.mark.parametrize("path", ["/antwoord/geen-onderwerp/", "/antwoord/zorgtoeslag.json"])
    def test_what_is_no_topic_of_ours_is_not_there(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_the_words_are_a_page(self, client: Client) -> None:
        page = client.get("/woorden/", {"v": "dwangbevel"}).content.decode()

        assert "Een bevel om te betalen" in page
        assert "beslagvrije voet" not in page

    def test_each_text_reads_in_its_own_direction_in_an_arabic_page(self, client: Client) -> None:
        client.cookies["taal"] = "ar"

        assert '<span lang="ar" dir="auto">' in client.get("/antwoord/bezwaar_maken/").content.decode()
        page = client.get("/woorden/", {"v": "loonbeslag"}).content.decode()
        assert '<strong lang="nl" dir="ltr">loonbeslag</strong></dt><dd>جزء من راتبك' in page
        assert "Een deel van uw loon" not in page
