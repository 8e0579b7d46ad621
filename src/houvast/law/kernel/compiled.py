"""Compiling the laws of a day, once: kept on disk under a name that follows from the code itself.

Takes   the source of each law's function.
Gives   the address of each compiled function, in order.
Knows   nothing of laws, days or populations: equal code is compiled once, whatever asks for it.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from houvast.law.kernel.runtime import HOUSEHOLDS, PERSONS

VERSION = "1"
_HEAD = """\
# Made by houvast.law.kernel: one law over a block of households. Never edited by hand.
import numpy as np
from numba import carray, cfunc

from houvast.law.kernel.native import LAW, choose, one
from houvast.law.kernel.wide import (
    float_word, w_add, w_choose, w_cmp, w_float, w_floordiv, w_from, w_mul, w_product, w_sub, word_float,
)

HOUSEHOLD_FLOATS = {household_floats}
PERSON_FLOATS = {person_floats}


@cfunc(LAW, cache=True, error_model="numpy")
"""


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where compiled laws are kept: `HOUVAST_CACHE_DIR`, else the user's cache folder."""
    base = (
        environ.get("HOUVAST_CACHE_DIR")
        or Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "houvast"
    )
    return Path(base) / "laws"


def sources(functions: Mapping[str, str], household_rows: int, person_rows: int) -> dict[str, str]:
    """A whole module per function."""
    head = _HEAD.format(household_floats=household_rows * HOUSEHOLDS, person_floats=person_rows * PERSONS)
    return {name: head + source for name, source in functions.items()}


def compile_all(
    modules: Mapping[str, str],
    folder: Path,
    *,
    processes: int = 2,
    say: Callable[[int], None] = lambda done: None,
) -> list[Any]:
    """The compiled functions, from disk where they are, else compiled now in several processes and kept."""
    files = {name: _file(folder, name, source) for name, source in modules.items()}
    kept = {path.name.split(".")[0] for path in (folder / "__pycache__").glob("*.nbi")}
    missing = [path for path in files.values() if path.stem not in kept]
    if len(missing) > 2 and processes > 1:
        _compile_apart(missing, processes, say)
    return [_load(path, name) for name, path in files.items()]


def _file(folder: Path, name: str, source: str) -> Path:
    digest = hashlib.sha256(f"{VERSION}\n{source}".encode()).hexdigest()[:20]
    path = folder / f"{name}_{digest}.py"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.half")
        half.write_text(source, encoding="utf-8")
        half.replace(path)
    return path


def _compile_apart(paths: Sequence[Path], processes: int, say: Callable[[int], None]) -> None:
    """Compile in processes of their own: Numba compiles one thing at a time in each."""
    command = [sys.executable, "-m", "houvast.law.kernel.compiled"]
    running = [
        subprocess.Popen([*command, *map(str, paths[part::processes])], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module, our own paths
        for part in range(processes)
    ]
    for process in running:
        with process:
            for done, _ in enumerate(process.stdout or (), 1):
                say(done)
        if process.returncode:
            raise ChildProcessError(
                "A process that compiles laws ended early. Is there enough memory? Try again."
            )


def _load(path: Path, name: str) -> Any:
    module_name = f"houvast_law_{path.stem}"
    module = sys.modules.get(module_name)
    if module is None:
        spec = importlib.util.spec_from_file_location(module_name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[module_name] = module
        spec.loader.exec_module(module)
    return getattr(module, name)


def main(paths: Sequence[str]) -> None:
    """Compile these files, and say so one by one."""
    for path in paths:
        _load(Path(path), Path(path).stem.rpartition("_")[0])
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
