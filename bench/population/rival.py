"""OpenFisca in an environment of its own, made at run time: it is AGPL, and no part of Houvast.

Takes   nothing, or `HOUVAST_BENCH_OPENFISCA`: a Python that has openfisca-core already.
Gives   the Python to run it with, and what a run of it measured.
Knows   nothing of our engine.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

VERSION = "openfisca-core==46.0.1"
FOLDER = Path(__file__).parent / "theirs" / ".env"
FETCHED = Path(__file__).parents[2] / ".tools" / "bin" / "uv"
"""Where `tools/bootstrap` puts uv on a machine that has none."""


class NoRival(RuntimeError):
    """OpenFisca cannot be installed here. Run `make bench`, which fetches uv, or add `--no-rival`."""


def environment() -> Path:
    """A Python with openfisca-core and nothing of ours."""
    if named := os.environ.get("HOUVAST_BENCH_OPENFISCA"):
        return Path(named)
    python = FOLDER / "bin" / "python"
    mark = FOLDER / "whole"  # an environment that was left half is made again
    if not mark.exists() or mark.read_text("utf-8") != VERSION:
        # As in tools/bootstrap: trust what this machine trusts, and take the Python that is here.
        trusting = dict(os.environ) | {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
        trusting |= {"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": ""}
        for words in (
            ["venv", "--clear", "--python", sys.executable, str(FOLDER)],
            ["pip", "install", "--python", str(python), VERSION],
        ):
            subprocess.run([find_uv(), *words, "--quiet"], check=True, env=trusting)
        mark.write_text(VERSION, "utf-8")
    return python


def find_uv() -> str:
    """The uv of this machine, else the one that `tools/bootstrap` fetched. Raises `NoRival` for neither."""
    found = shutil.which("uv") or (str(FETCHED) if FETCHED.exists() else None)
    if found is None:
        raise NoRival("There is no uv to install OpenFisca with. Run `make bench`, or add `--no-rival`.")
    return found


def run(python: Path, arrays: Path, script: Path) -> dict[str, Any]:
    """Run their script over these arrays."""
    done = subprocess.run(
        [str(python), str(script), str(arrays)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
