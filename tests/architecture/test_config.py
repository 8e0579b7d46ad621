"""Production refuses what is unsafe and says what to set; every wrong word is named at once."""

import secrets

import pytest

from houvast.config import DEMO_SECRET, BadConfig, Config, database, from_environment

SAFE = {
    "HOUVAST_MODE": "production",
    "HOUVAST_SECRET_KEY": secrets.token_urlsafe(50),
    "HOUVAST_VAULT_KEY": secrets.token_urlsafe(50),
    "HOUVAST_HOSTS": "houvast.example.nl",
}


def test_without_any_variable_there_is_a_demo() -> None:
    config = from_environment({})

    assert config == Config()
    assert not config.production


def test_a_safe_production_starts() -> None:
    assert from_environment(SAFE).production


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"HOUVAST_SECRET_KEY": ""}, "HOUVAST_SECRET_KEY"),
        ({"HOUVAST_SECRET_KEY": DEMO_SECRET}, "HOUVAST_SECRET_KEY"),
        ({"HOUVAST_SECRET_KEY": "short"}, "HOUVAST_SECRET_KEY"),
        ({"HOUVAST_SECRET_KEY": "a" * 60}, "HOUVAST_SECRET_KEY"),
        ({"HOUVAST_VAULT_KEY": ""}, "HOUVAST_VAULT_KEY"),
        ({"HOUVAST_VAULT_KEY": SAFE["HOUVAST_SECRET_KEY"]}, "HOUVAST_VAULT_KEY"),
        ({"HOUVAST_DEBUG": "1"}, "HOUVAST_DEBUG"),
        ({"HOUVAST_HOSTS": ""}, "HOUVAST_HOSTS"),
        ({"HOUVAST_HOSTS": "*"}, "HOUVAST_HOSTS"),
        ({"HOUVAST_HOSTS": "houvast.example.nl,*"}, "HOUVAST_HOSTS"),
        ({"HOUVAST_MODE": "prod"}, "HOUVAST_MODE"),
        ({"HOUVAST_DEBUG": "yes"}, "HOUVAST_DEBUG"),
        ({"HOUVAST_LANGUAGE_MODEL": "https://models.example.nl/v1"}, "HOUVAST_LANGUAGE_MODEL"),
        ({"HOUVAST_LANGUAGE_MODEL": "https://models.example.nl/v1|key|"}, "HOUVAST_LANGUAGE_MODEL"),
        ({"HOUVAST_LANGUAGE_MODEL": "http://models.example.nl/v1|key|name"}, "HOUVAST_LANGUAGE_MODEL"),
        ({"HOUVAST_PATIENCE": "0"}, "HOUVAST_PATIENCE"),
        ({"HOUVAST_PATIENCE": "a while"}, "HOUVAST_PATIENCE"),
    ],
)
def test_production_refuses_what_is_unsafe_and_names_it(change: dict[str, str], names: str) -> None:
    with pytest.raises(BadConfig, match=names):
        from_environment({**SAFE, **change})


@pytest.mark.parametrize("model", ["https://models.example.nl/v1|key|name", "http://127.0.0.1:8080/v1||name"])
def test_a_model_far_away_with_tls_or_one_on_this_machine_will_do(model: str) -> None:
    assert from_environment({**SAFE, "HOUVAST_LANGUAGE_MODEL": model}).language_model == model


def test_all_faults_are_told_at_once_and_no_secret_is_shown() -> None:
    with pytest.raises(BadConfig) as refusal:
        from_environment(
            {"HOUVAST_MODE": "production", "HOUVAST_SECRET_KEY": "hunter2", "HOUVAST_DEBUG": "1"}
        )

    assert str(refusal.value).count("\n- ") == 4
    assert "hunter2" not in str(refusal.value)


def test_a_socket_a_password_with_signs_and_a_port_are_understood() -> None:
    away = database(Config(database_url="postgres://u:p%40ss%2Fword@db.example.nl:6543/houvast"))
    here = database(Config(database_url="postgres://u@%2Fvar%2FRun%2Fpg/houvast"))

    assert (away["PASSWORD"], away["HOST"], away["PORT"]) == ("p@ss/word", "db.example.nl", "6543")
    assert here["HOST"] == "/var/Run/pg"


@pytest.mark.parametrize("address", ["mysql://u@h/n", "houvast.sqlite3", "postgres://u@host", "sqlite:///"])
def test_an_address_that_we_cannot_use_is_refused(address: str) -> None:
    with pytest.raises(BadConfig, match="DATABASE_URL"):
        database(Config(database_url=address))


def test_sqlite_queues_writers_instead_of_failing_them() -> None:
    made = database(Config())

    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in made["OPTIONS"]["init_command"]
    assert made["OPTIONS"]["timeout"] == 20
