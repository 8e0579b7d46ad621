"""What an operator types: start, prepare, watch over and keep a copy of an installation.

Takes   the words after the command.
Gives   an exit status; everything that is said goes to the screen.
Knows   nothing of what the pages do.
"""

import argparse
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import SystemCheckError
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

PORTS_TO_TRY = 20


def manage(words: Sequence[str]) -> int:
    """Django's own commands, for who develops here."""
    execute_from_command_line(["houvast manage", *words])
    return 0


def migrate(words: Sequence[str]) -> int:
    """Bring the tables of the database up to date."""
    _reader("migrate", "Brings the tables of the database up to date.").parse_args(words)
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    return 0


def collect(words: Sequence[str]) -> int:
    """Gather styles, scripts and pictures, compressed, with names that browsers may keep for ever."""
    _reader("collect", "Gathers styles, scripts and pictures where the server finds them.").parse_args(words)
    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    print(f"Styles, scripts and pictures stand in {settings.STATIC_ROOT}.")
    return 0


def check_deploy(words: Sequence[str]) -> int:
    """Whether this configuration is safe for real people; every warning counts as a fault."""
    _reader("check-deploy", "Tells whether this configuration is safe for real people.").parse_args(words)
    django.setup()
    if not settings.CONFIG.production:
        print("HOUVAST_MODE is not `production`: fine for a demo, never for real people.", file=sys.stderr)
        return 1
    try:
        call_command("check", deploy=True, fail_level="WARNING")
    except SystemCheckError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def serve(words: Sequence[str]) -> int:
    """Answer requests until somebody stops it. Refuses to start on tables that are not up to date."""
    reader = _reader("serve", "Answers requests, with granian.")
    _where(reader)
    asked = reader.parse_args(words)
    django.setup()
    hindrance = _behind() or _lost_keys() or _unreadable_laws()
    if hindrance:
        print(f"houvast: {hindrance}", file=sys.stderr)
        return 1
    collect([])
    _prepare_hearing()
    return _run(asked.host, asked.port, asked.workers)


def demo(words: Sequence[str]) -> int:
    """A fictional city: tables, people, styles and a server, on the first free port."""
    reader = _reader("demo", "Runs a fictional city on this machine; its people are made up.")
    _where(reader)
    asked = reader.parse_args(words)
    django.setup()
    if settings.CONFIG.production:
        print("houvast: HOUVAST_MODE is `production`; a demo never runs among real people.", file=sys.stderr)
        return 2
    from houvast.cli import main

    for step in (["messages", "--compile"], ["migrate"], ["load-demo"], ["collect"]):
        status = main(step)
        if status:
            return status
    _prepare_hearing()
    port = _free_port(asked.host, asked.port)
    print(
        f"\n  Houvast runs on  http://{asked.host}:{port}/\n\n"
        f"  Residents begin on that page. Professionals sign in on  http://{asked.host}:{port}/demo/inloggen/\n"
        "  Everybody in this city is made up. Stop with Ctrl-C.\n",
        flush=True,
    )
    beside = subprocess.Popen([sys.executable, "-m", "houvast.cli", "worker"])  # alarms and reminders, too
    try:
        return _run(asked.host, port, asked.workers)
    finally:
        beside.terminate()
        beside.wait()


def _prepare_hearing() -> None:
    """Learn once what people ask; later starts find it ready."""
    from houvast.answers.api import prepare as prepare_hearing

    print("Looking at the questions that people ask; the first time this takes half a minute.", flush=True)
    prepare_hearing()


def load_demo(words: Sequence[str]) -> int:
    """Fill an empty database with the fictional city. Never in production; loaded twice it is there once."""
    _reader("load-demo", "Fills an empty database with people who are made up.").parse_args(words)
    django.setup()
    if settings.CONFIG.production:
        print(
            "houvast: HOUVAST_MODE is `production`; made-up people never come among real ones.",
            file=sys.stderr,
        )
        return 2
    from houvast.people.api import in_groups
    from houvast.web import clock, demo

    kept = demo.load(at=clock.now())
    if not kept:
        print("The fictional city is there already; its codes were shown when it was loaded.")
    for name, one in kept.items():
        print(f"  {name:<10} {in_groups(one.code)}")
    return 0


def backup(words: Sequence[str]) -> int:
    """A copy of the database while it is in use, whole and checked. Never copies over something."""
    reader = _reader("backup", "Copies the SQLite database to a new file while it is in use, and checks it.")
    reader.add_argument("file", type=Path, help="a file that does not exist yet")
    target = reader.parse_args(words).file
    django.setup()
    if connection.vendor != "sqlite":
        name = connection.settings_dict["NAME"]
        print(
            "houvast: this makes copies of SQLite only. For PostgreSQL use its own tool:\n"
            f"  pg_dump --format=custom --file={target} {name}",
            file=sys.stderr,
        )
        return 2
    if target.exists():
        print(f"houvast: {target} is there already; name a new file.", file=sys.stderr)
        return 2
    target.touch(mode=0o600)  # only for the eyes of who runs this: it holds people's data
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with sqlite3.connect(target) as copy:
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    copy.close()
    if answer != "ok":
        print(f"houvast: the copy is damaged ({answer}); keep the one that you had.", file=sys.stderr)
        return 1
    print(f"A whole copy stands in {target}. Without the vault key it cannot be read; keep that elsewhere.")
    return 0


def _reader(name: str, text: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"houvast {name}", description=text)


def _where(reader: argparse.ArgumentParser) -> None:
    reader.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: this machine)"
    )
    reader.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    reader.add_argument("--workers", type=int, default=2, help="processes; about one per core (default: 2)")


def _behind() -> str:
    """What is wrong with the tables, or nothing."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"the database does not answer ({error.__class__.__name__}). Is DATABASE_URL right?"
    if waiting:
        return f"{len(waiting)} changes of the tables are waiting. Run `houvast migrate` first."
    return ""


def _lost_keys() -> str:
    """What is wrong with the keys of earlier secrets, or nothing: else nobody's code would work."""
    from houvast.people.api import SecretLost, derived_keys

    try:
        derived_keys("resident-code")
    except SecretLost as fault:
        return str(fault)
    return ""


def _unreadable_laws() -> str:
    """What is wrong with the laws, or nothing. A server that cannot answer about any right does not start."""
    from houvast.law.api import BadCorpus
    from houvast.rights.api import corpus

    try:
        corpus()
    except BadCorpus as fault:
        return str(fault)
    return ""


def _free_port(host: str, first: int) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    return first


def _run(host: str, port: int, workers: int) -> int:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connection.close()
    # One thread each: more threads made Django slower in every measured pair (docs/decisions/0002-django.md).
    # No log of addresses: one can be somebody's.
    Granian(
        "houvast.wsgi:application", address=host, port=port, interface=Interfaces.WSGI,
        workers=workers, blocking_threads=1, respawn_failed_workers=True, websockets=False,
        log_access=False, log_level=LogLevels.warning,
    ).serve()  # fmt: skip
    return 0
