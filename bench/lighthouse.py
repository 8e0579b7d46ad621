"""What Lighthouse says of a page, on this machine, with its own slow phone and slow line.

Takes   an address, and the cookies of whoever looks.
Gives   three scores from 0 to 100, and what cost points.
Knows   nothing of our bars. Lighthouse itself comes from npm, by the lock file in `lighthouse/`.
"""

import dataclasses
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lighthouse"
CATEGORIES = ("accessibility", "performance", "best-practices")
# No word to anybody outside: this machine may have no way out, and our pages need none.
BROWSER = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


class NoLighthouse(RuntimeError):
    """node or npm is missing, or Lighthouse could not look. The message says which."""


@dataclasses.dataclass(frozen=True)
class Verdict:
    """Scores, and the names of the audits that are not perfect."""

    accessibility: int
    performance: int
    best_practices: int
    lost: tuple[str, ...]


def install() -> None:
    """Bring Lighthouse in, exactly as the lock file says; nothing to do when that was done."""
    stamp = FOLDER / "node_modules" / ".lock-of-houvast"
    lock = (FOLDER / "package-lock.json").read_bytes()
    if stamp.is_file() and stamp.read_bytes() == lock:
        return
    npm = shutil.which("npm")
    if not npm:
        raise NoLighthouse("npm is missing. On Debian or Ubuntu: sudo apt-get install npm")
    environ = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=FOLDER, env=environ, check=True)
    stamp.write_bytes(lock)


def look(url: str, cookies: dict[str, str]) -> Verdict:
    """Lighthouse's verdict on one page. Raises `NoLighthouse` with its own words when it could not look."""
    node = shutil.which("node")
    if not node:
        raise NoLighthouse("node is missing. On Debian or Ubuntu: sudo apt-get install nodejs")
    jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
    command = [
        node,
        str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={BROWSER}",
        f"--extra-headers={json.dumps({'Cookie': jar} if jar else {})}",
    ]
    environ = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "/usr/bin/chromium"}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=180)
    if done.returncode:
        raise NoLighthouse(done.stderr[-2000:])
    return _verdict(json.loads(done.stdout))


def _verdict(report: dict[str, Any]) -> Verdict:
    if report.get("runtimeError"):
        raise NoLighthouse(report["runtimeError"]["message"])
    categories, audits = report["categories"], report["audits"]
    accessibility, performance, practices = (
        round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES
    )
    counted = {ref["id"] for name in CATEGORIES for ref in categories[name]["auditRefs"] if ref["weight"]}
    lost = sorted(name for name in counted if audits[name]["score"] not in {None, 1})
    return Verdict(accessibility, performance, practices, tuple(lost))
