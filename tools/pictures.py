"""Take the pictures of the README again, from a demo that runs for it.

Takes   nothing: it makes a fictional city in a temporary folder and visits it.
Gives   docs/pictures/*.png, each small enough for a page that many open.
Knows   nothing of what should be seen; a person looks at each picture before it is committed.
"""

import sys
import tempfile
from pathlib import Path

from tools.house import ROOT
from tools.served import run, served
from tools.visitor import Screen, browser, walk_as_counsellor, walk_as_resident

PICTURES = ROOT / "docs" / "pictures"
SHOWN = {"front", "question", "fuse-box", "follow", "worklist", "request"}
MOST_BYTES = 150_000
PHONE, DESK = (390, 844), (1280, 860)


class TooHeavy(RuntimeError):
    """A picture is too heavy for a page. Make its window smaller."""


def take(screen: Screen) -> None:
    """One picture of what stands on the screen now, if the README shows it."""
    if screen.name not in SHOWN:
        return
    path = PICTURES / f"{screen.name}.png"
    screen.page.screenshot(path=path)
    if path.stat().st_size > MOST_BYTES:
        raise TooHeavy(f"{path.name}: {path.stat().st_size} bytes, {MOST_BYTES} at most.")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


def main() -> int:
    """All of them."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run("migrate", data=data)
        run("load-demo", data=data)
        with served(data) as address:
            with browser(width=PHONE[0], height=PHONE[1]) as page:
                walk_as_resident(page, address, take)
            with browser(width=DESK[0], height=DESK[1]) as page:
                walk_as_counsellor(page, address, take)
    return 0


if __name__ == "__main__":
    sys.exit(main())
