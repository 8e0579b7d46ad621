"""What somebody types about the translations.

Takes   the words after `houvast messages`.
Gives   an exit status: 0 all is well, 1 a translation is missing or wrong, 2 the call was wrong.
Knows   nothing of the pages.
"""

import argparse
from collections.abc import Sequence

import django

from houvast.ui import catalogues
from houvast.ui.compiling import compile_all


def messages(words: Sequence[str]) -> int:
    """Gather what residents read, say what is not translated, and compile what is."""
    reader = argparse.ArgumentParser(
        prog="houvast messages",
        description="Gathers every text for residents into the rooms' catalogues (django.po), tells what is "
        "not translated, and compiles what is.",
    )
    only = reader.add_mutually_exclusive_group()
    only.add_argument("--compile", action="store_true", help="only compile; the catalogues stay as they are")
    only.add_argument(
        "--check", action="store_true", help="only tell what is missing or wrong; writes nothing"
    )
    asked = reader.parse_args(words)
    django.setup()
    if asked.compile:
        print(f"{len(compile_all(catalogues.ROOMS))} catalogues compiled.")
        return 0
    if not asked.check:
        print(f"{len(catalogues.update())} catalogues brought up to date.")
        compile_all(catalogues.ROOMS)
    faults = catalogues.faults()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} texts to mend." if faults else "Every text is there in every language.")
    return 1 if faults else 0
