"""What an operator types does what it says, or says why not."""

import importlib
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from houvast.cli import COMMANDS, main
from tools.served import run

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
PRODUCTION = {
    "HOUVAST_MODE": "production",
    "HOUVAST_SECRET_KEY": "k8Zr2Vw9Qp4Tn7Ys1Xb6Lm3Hd5Jf0GcAeRiUoPqWvNzKtBy-4711",
    "HOUVAST_VAULT_KEY": "m3Hd5Jf0GcAeRiUoPqWvNzKtByk8Zr2Vw9Qp4Tn7Ys1Xb6Lab-0815",
    "HOUVAST_HOSTS": "houvast.example.nl",
}


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    told = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in told] == []


def test_an_unknown_command_is_answered_with_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["servr"]) == 2

    assert "there is no command 'servr'" in capsys.readouterr().err


def test_every_command_in_the_table_can_be_found() -> None:
    for name, (where, _) in COMMANDS.items():
        module, function = where.split(":")
        assert callable(getattr(importlib.import_module(module), function)), name


def test_a_copy_of_the_database_is_whole_private_and_never_over_another(tmp_path: Path) -> None:
    run("migrate", data=tmp_path)
    copy = tmp_path / "copy.sqlite3"

    run("backup", str(copy), data=tmp_path)

    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 0
    assert copy.stat().st_mode & 0o077 == 0
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        run("backup", str(copy), data=tmp_path)
    assert "is there already" in refusal.value.stdout


def test_a_demo_never_runs_in_production(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        run("demo", data=tmp_path, settings=PRODUCTION)

    assert "never runs among real people" in refusal.value.stdout


def test_a_safe_production_passes_djangos_own_check(tmp_path: Path) -> None:
    assert "no issues" in run("check-deploy", data=tmp_path, settings=PRODUCTION)


def test_an_unsafe_production_says_what_to_set_and_shows_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        run("serve", data=tmp_path, settings={**PRODUCTION, "HOUVAST_HOSTS": "*"})

    assert refusal.value.returncode == 2
    assert "HOUVAST_HOSTS must name your own hosts" in refusal.value.stdout
    assert "Traceback" not in refusal.value.stdout
