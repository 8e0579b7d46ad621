"""Tiny houses to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.house import ROOT, House

Build = Callable[[dict[str, str]], House]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A house with our own stairs and rules, whose files are the ones that the test names."""

    def with_files(files: dict[str, str]) -> House:
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            room = path.relative_to(tmp_path).parts[2:3]
            if room:
                (tmp_path / "src" / "houvast" / room[0] / "__init__.py").touch()
        return House(tmp_path)

    return with_files


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> House:
    """All of our own code, to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    python_only = shutil.ignore_patterns("static", "templates", "locale", "tests", "__pycache__")
    shutil.copytree(ROOT / "src" / "houvast", tmp_path / "src" / "houvast", ignore=python_only)
    return House(tmp_path)
