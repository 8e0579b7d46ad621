"""How long a page takes on the server, from the first byte asked to the last byte read.

Takes   the address of a running server, a path, and the cookies of whoever asks.
Gives   the median and the 95th percentile in milliseconds, over one connection, one request after the other.
Knows   nothing of browsers: see `lighthouse.py` for what a person waits for.
"""

import dataclasses
import http.client
import statistics
import time
from urllib.parse import urlsplit

WARM_UP = 20
REQUESTS = 200


class NotAPage(RuntimeError):
    """The page did not answer with 200: measuring it would tell nothing."""


@dataclasses.dataclass(frozen=True)
class Times:
    """Milliseconds over all requests for one page, and the size of its HTML as sent (not compressed)."""

    p50: float
    p95: float
    size: int


def times(address: str, path: str, cookies: dict[str, str], *, requests: int = REQUESTS) -> Times:
    """Ask for one page again and again. Raises `NotAPage` when it does not answer with 200."""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    took, size = [], 0
    for number in range(WARM_UP + requests):
        begin = time.perf_counter()
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise NotAPage(f"{path} answers {answer.status}")
        if number >= WARM_UP:
            took.append(1000 * (time.perf_counter() - begin))
    line.close()
    return Times(statistics.median(took), statistics.quantiles(took, n=20)[-1], size)
