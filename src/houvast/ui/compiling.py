"""Translations, from the files that people edit to the files that gettext reads.

Takes   every `locale/LANGUAGE/LC_MESSAGES/django.po` below a folder.
Gives   `django.mo` beside it, when it is missing or older. A fuzzy translation is left out:
        a guess is not shown.
Knows   nothing of Django or of msgfmt: Babel is enough, so nothing has to be installed on the machine.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(root: Path) -> list[Path]:
    """Compile what changed below `root`; the files that were written."""
    written = []
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text))
        written.append(target)
    return written
