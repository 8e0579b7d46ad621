"""The command `houvast`: one table of what it can do; each command is imported only when it is called.

A room brings its commands in `<room>/commands.py`: a function that takes the remaining words and returns the
exit status (0 done, 1 the answer is "something is wrong", 2 the call itself was wrong).
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence

from houvast.config import BadConfig

COMMANDS: dict[str, tuple[str, str]] = {
    "assess": ("houvast.law.commands:assess", "what a household has a right to on a day, with reasons"),
    "facts": ("houvast.law.commands:facts", "list every fact that a situation may hold"),
    "law": ("houvast.law.commands:law", "read a law, compare two days, try it, see whose answers changed"),
    "timeline": (
        "houvast.law.commands:timeline",
        "what changes for a household in the coming months, and why",
    ),
    "interview": ("houvast.law.commands:interview", "ask in a terminal only what still matters"),
    "population": ("houvast.law.kernel.commands:population", "every scheme for a whole population, and why"),
    "city": ("houvast.law.city.commands:city_command", "write a synthetic, Amsterdam-like population"),
    "check-data": ("houvast.law.commands:check_data", "read and check all laws"),
    "understand": (
        "houvast.web.understanding.commands:understand",
        "tell what questions in own words mean",
    ),
    "topics": ("houvast.web.understanding.commands:topics", "list every topic that a question can be about"),
    "emergencies": (
        "houvast.web.danger.commands:emergencies",
        "count what danger is learned from, learn it anew, or measure it",
    ),
    "demo": ("houvast.web.commands:demo", "run a fictional city on this machine"),
    "load-demo": ("houvast.web.commands:load_demo", "fill an empty database with made-up people"),
    "serve": ("houvast.web.commands:serve", "answer requests"),
    "migrate": ("houvast.web.commands:migrate", "bring the tables of the database up to date"),
    "collect": ("houvast.web.commands:collect", "gather styles, scripts and pictures for the server"),
    "backup": ("houvast.web.commands:backup", "copy the SQLite database while it is in use"),
    "check-deploy": (
        "houvast.web.commands:check_deploy",
        "tell whether this configuration is safe for people",
    ),
    "worker": ("houvast.jobs.commands:worker", "do the jobs of the queue, and those that run by the clock"),
    "check-invariants": (
        "houvast.jobs.commands:check_invariants",
        "tell whether what must always be true is true now",
    ),
    "messages": ("houvast.ui.commands:messages", "gather and check the texts that residents read"),
    "import-places": (
        "houvast.casework.appointments.commands:import_places",
        "bring the places where residents can come up to date",
    ),
    "add-professional": ("houvast.people.commands:add_professional", "let somebody work here"),
    "remove-professional": ("houvast.people.commands:remove_professional", "close the door for somebody"),
    "form-duo": ("houvast.people.commands:form_duo", "let two of one team hold requests together"),
    "verify-ledger": ("houvast.ledger.commands:verify_ledger", "prove that no row of the log was changed"),
    "rotate-secret-key": (
        "houvast.people.commands:rotate_secret_key",
        "keep what an earlier HOUVAST_SECRET_KEY made, so that it can be thrown away",
    ),
    "rotate-vault-key": ("houvast.vault.commands:rotate_vault_key", "wrap every resident's key anew"),
    "manage": ("houvast.web.commands:manage", "Django's own commands, for who develops here"),
}

ONE_CORE_A_PROCESS = frozenset(("demo", "serve", "understand"))
"""Several of these run beside each other, one a core: threads of a sum would only wait for one another."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_help())
        return 0
    name, rest = words[0], words[1:]
    if name not in COMMANDS:
        print(f"houvast: there is no command {name!r}.\n\n{_help()}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
    if name in ONE_CORE_A_PROCESS:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read once, when numpy is loaded
    module, function = COMMANDS[name][0].split(":")
    try:
        command: Callable[[list[str]], int] = getattr(importlib.import_module(module), function)
        return command(rest)
    except BadConfig as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _help() -> str:
    width = max((len(name) for name in COMMANDS), default=0)
    lines = [f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items()]
    return "Usage: houvast COMMAND [...]   (houvast COMMAND --help tells more)\n\n" + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
