"""One language model behind one address, and never longer than somebody waits.

Takes   what the operator set: the address up to `/v1`, a key, and the model's name.
Gives   the words that the model answers, or `NoWords` with one reason.
Knows   nothing of what the words are about. It keeps and logs nothing of them.

The protocol is OpenAI's `POST /chat/completions`, which every server for open models speaks as well.
"""

import concurrent.futures
import dataclasses
import functools
import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from typing import IO, Any
from urllib.parse import urlsplit

from houvast.outward import straight

SECONDS = 8.0
"""The longest that somebody waits for nicer words, from the question to the last letter."""
MOST_BYTES = 65_536
ROWS_OF_FAULTS, REST = 3, 60.0
"""After so many faults in a row it is left alone for so many seconds, so that nobody waits in vain."""
AT_ONCE = 4


class NoWords(RuntimeError):
    """The model gave nothing that can be read. Show our own text."""


@dataclasses.dataclass
class Endpoint:
    """Where a model answers. One per process, so that its rest counts for everybody."""

    address: str
    key: str
    model: str
    seconds: float = SECONDS
    _faults: int = dataclasses.field(default=0, init=False)
    _rests_until: float = dataclasses.field(default=0.0, init=False)
    _lock: threading.Lock = dataclasses.field(default_factory=threading.Lock, init=False)

    @property
    def host(self) -> str:
        """The name of the machine that texts go to."""
        return urlsplit(self.address).hostname or ""

    def say(self, task: str, text: str) -> str:
        """What the model makes of `text` when told to do `task`. Raises `NoWords`."""
        if time.monotonic() < self._rests_until:
            raise NoWords("it rests after several faults")
        waiting = _asking().submit(self._ask, task, text)
        try:
            words = waiting.result(timeout=self.seconds)
        except concurrent.futures.TimeoutError:
            waiting.cancel()
            self._count(fault=True)
            raise NoWords("it took too long") from None
        except NoWords:
            self._count(fault=True)
            raise
        self._count(fault=False)
        return words

    def _ask(self, task: str, text: str) -> str:
        body = {
            "model": self.model,
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
            "temperature": 0,
            "seed": 1,
            "stream": False,
        }
        asked = urllib.request.Request(  # noqa: S310 - http and https only, `config.py` refuses all else
            f"{self.address.rstrip('/')}/chat/completions",
            data=json.dumps(body).encode(),
            method="POST",
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )
        try:
            with straight().open(asked, timeout=self.seconds) as answered:
                return _words(self._read(answered))
        except urllib.error.HTTPError as fault:
            fault.close()
            raise NoWords(f"HTTP {fault.code}") from None
        except (OSError, ValueError, http.client.HTTPException) as fault:
            raise NoWords(type(fault).__name__) from None

    def _read(self, answered: IO[bytes]) -> bytes:
        """All of it, unless it is too much, or comes in drops."""
        raw, until = b"", time.monotonic() + self.seconds
        while len(raw) <= MOST_BYTES and (piece := answered.read1(MOST_BYTES)):  # type: ignore[attr-defined]  # every answer of http.client has it
            raw += piece
            if time.monotonic() > until:
                raise NoWords("it took too long")
        return raw

    def _count(self, *, fault: bool) -> None:
        with self._lock:
            self._faults = self._faults + 1 if fault else 0
            if self._faults >= ROWS_OF_FAULTS:
                self._faults, self._rests_until = 0, time.monotonic() + REST


def _words(raw: bytes) -> str:
    """The answer in what the server sent. Raises `NoWords` for anything but one whole answer."""
    if len(raw) > MOST_BYTES:
        raise NoWords("it said too much")
    try:
        choice: Any = json.loads(raw)["choices"][0]
        words: Any = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoWords("it spoke another protocol") from None
    if choice.get("finish_reason") not in {None, "stop"}:
        raise NoWords("it did not finish")
    if not isinstance(words, str) or not words.strip():
        raise NoWords("it said nothing")
    return words.strip()


@functools.cache
def _asking() -> concurrent.futures.ThreadPoolExecutor:
    return concurrent.futures.ThreadPoolExecutor(AT_ONCE, thread_name_prefix="wording")
