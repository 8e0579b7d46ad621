"""OpenFisca in an environment of its own, made at run time: it is AGPL, and no part of Houvast.

Takes   nothing, or `HOUVAST_BENCH_OPENFISCA`: a Python that has openfisca-core already.
Gives   the Python to run it with, and what a run of it measured.
Knows   nothing of our engine.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

VERSION = "openfisca-core==46.0.1"
FOLDER = Path(__file__).parent / "theirs" / ".env"


class NoRival(RuntimeError):
    """OpenFisca cannot be installed here. Install uv, or run with `--no-rival`."""


def environment() -> Path:
    """A Python with openfisca-core and nothing of ours."""
    if named := os.environ.get("HOUVAST_BENCH_OPENFISCA"):
        return Path(named)
    python = FOLDER / "bin" / "python"
    if not python.exists():
        uv = shutil.which("uv")
        if uv is None:
            raise NoRival("`uv` is not here, so OpenFisca cannot be installed. Run with `--no-rival`.")
        subprocess.run([uv, "venv", "-q", "--python", "3.11", str(FOLDER)], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", str(python), VERSION], check=True)
    return python


def run(python: Path, arrays: Path, script: Path) -> dict[str, Any]:
    """Run their script over these arrays."""
    done = subprocess.run(
        [str(python), str(script), str(arrays)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
