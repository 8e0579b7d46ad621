"""Somebody's browser without a browser: cookies, the seal of the last page, and what came back.

Takes   the address of a running Houvast.
Gives   pages, and where a form leads on to.
Knows   nothing of what the pages say.
"""

import http.client
import re
from contextlib import closing
from urllib.parse import urlencode, urlsplit


class Visitor:
    """One person."""

    def __init__(self, address: str, name: str) -> None:
        self.place, self.name = urlsplit(address).netloc, name
        self.cookies: dict[str, str] = {}
        self.seal = ""
        self.page = ""
        self.statuses: list[int] = []

    def open(self, path: str, **form: str) -> str:
        """Open a page, or send its form when there are fields; gives where it leads on to, if anywhere."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": jar, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**form, "csrfmiddlewaretoken": self.seal}) if form else None
        with closing(http.client.HTTPConnection(self.place, timeout=60)) as line:
            line.request("POST" if form else "GET", path, body, headers)
            answer = line.getresponse()
            self.page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)
        self.seal = found[1] if found else self.seal
        self.statuses.append(answer.status)
        return answer.headers.get("Location", "")
