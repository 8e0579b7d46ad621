"""Looks at a page as the bars of the house do: for people who see, hear, press, zoom and read differently.

Takes   a page in a real browser, at whatever state a test has brought it.
Gives   everything that is wrong with it, as lines to read; an empty list is what a test wants.
Knows   nothing of what the page is about. A journey calls `faults_of(page)` at each of its stops.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response

AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is not gathered nor sent over: that takes two thirds of the time.
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE}, "resultTypes": ["violations"]}
AXE_RUN = "async (options) => (await axe.run(document, options)).violations"
RESIDENT_TARGET = 44  # CSS pixels
STAFF_TARGET = 24
RESIDENT_TEXT = 18
STAFF_TEXT = 16

LOOKS = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8").split("*/", 1)[1].strip()


@dataclass
class Complaints:
    """What the browser itself said while a page was open, and what it fetched."""

    said: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)


def listen(page: Page) -> Complaints:
    """Remember errors, refusals by the content security policy, failed and foreign requests from now on."""
    heard = Complaints()

    def console(message: ConsoleMessage) -> None:
        # A page that is meant to be an error page says so with its status; that is no fault of its own.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            heard.said.append(f"console: {message.text}")

    def response(answer: Response) -> None:
        heard.fetched.append(answer.url)
        is_page = answer.request.resource_type == "document"
        if answer.status >= 400 and not is_page:
            heard.said.append(f"{answer.status} for {answer.url}")

    def request(asked: Request) -> None:
        if asked.url.startswith("http") and urlsplit(asked.url).hostname not in {"127.0.0.1", "localhost"}:
            heard.said.append(f"fetched from elsewhere: {asked.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: heard.said.append(f"script: {error}"))
    page.on("response", response)
    page.on("request", request)
    return heard


def faults_of(page: Page, *, staff: bool = False) -> list[str]:
    """Everything that the bars forbid on this page as it stands now."""
    return [
        *accessibility_faults(page),
        *look(page, "widerThanTheScreen"),
        *look(page, "tooSmallToPress", STAFF_TARGET if staff else RESIDENT_TARGET),
        *look(page, "pointsAtNothing"),
        *look(page, "textOf", STAFF_TEXT if staff else RESIDENT_TEXT),
    ]


def look(page: Page, way: str, least: int = 0) -> list[str]:
    """One of the ways of looking in looking.js, at the page as it stands now."""
    found: list[str] = page.evaluate(f"(least) => {LOOKS}.{way}(least)", least)
    return found


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practices, with the element."""
    # axe takes what lies under the bar at this moment for too small to press. Whether the focus ever ends up
    # under the bar has a test of its own.
    page.evaluate("document.querySelector('.hv-human')?.style.setProperty('position', 'static')")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(AXE_RUN, AXE_OPTIONS)
    page.evaluate("document.querySelector('.hv-human')?.style.removeProperty('position')")
    return [
        f"axe {violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]


def html_faults(source: str) -> Iterator[str]:
    """What the parser of the HTML standard calls an error in `source`, with the line.

    html5lib and not the W3C's checker: that one needs Java. What a parser cannot see (roles, labels,
    double ids) `faults_of` looks at in the browser.
    """
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(source)
    for (line, _), code, details in parser.errors:
        yield f"line {line}: {code} {details or ''}".rstrip()


def weight(page: Page, address: str) -> int:
    """The bytes on the wire, headers included, to open `address` in this page."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    total = 0

    def finished(event: dict[str, Any]) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    session.detach()
    return total
