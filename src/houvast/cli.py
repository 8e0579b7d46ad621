"""The command `houvast`: one table of what it can do; each command is imported only when it is called.

A room brings its commands in `<room>/commands.py`: a function that takes the remaining words and returns the
exit status (0 done, 1 the answer is "something is wrong", 2 the call itself was wrong).
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence

COMMANDS: dict[str, tuple[str, str]] = {}


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
    module, function = COMMANDS[name][0].split(":")
    command: Callable[[list[str]], int] = getattr(importlib.import_module(module), function)
    return command(rest)


def _help() -> str:
    width = max((len(name) for name in COMMANDS), default=0)
    lines = [f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items()]
    return "Usage: houvast COMMAND [...]   (houvast COMMAND --help tells more)\n\n" + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
