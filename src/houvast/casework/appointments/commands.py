"""The command `houvast import-places`: the places of a city, from a file.

Takes   the path of a YAML file.
Gives   an exit status; how many places there are, or what is wrong with the file.
Knows   nothing of pages.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import django


def import_places(words: Sequence[str]) -> int:
    """Bring the places, their opening hours and walk-in hours up to date with a file."""
    told = "Reads the places where residents can come, with their hours, from a YAML file."
    reader = argparse.ArgumentParser(prog="houvast import-places", description=told)
    reader.add_argument("file", type=Path, help="a file as docs/how-to/places.md shows")
    asked = reader.parse_args(words)
    django.setup()
    from houvast.casework.appointments.places import NotPlaces, read_places

    try:
        count = read_places(asked.file)
    except NotPlaces as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"There are {count} places now.")
    return 0
