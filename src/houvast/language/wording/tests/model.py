"""A real server of OpenAI's protocol on this machine, with a scripted model behind it."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[BaseHTTPRequestHandler, str], None]
"""What the server does with a request, given the text between the lines."""


def says(words: str | Callable[[str], str]) -> Script:
    """A model that behaves as the protocol wants, and says this (of the text it got)."""

    def script(handler: BaseHTTPRequestHandler, text: str) -> None:
        told = words if isinstance(words, str) else words(text)
        send(handler, json.dumps({"choices": [{"finish_reason": "stop", "message": {"content": told}}]}))

    return script


def send(handler: BaseHTTPRequestHandler, body: str, status: int = 200, **headers: str) -> None:
    """One whole answer."""
    raw = body.encode()
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(raw)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    with contextlib.suppress(OSError):  # who waits no longer is gone
        handler.wfile.write(raw)


class Model:
    """What runs: its address, and everything that it was asked."""

    def __init__(self, script: Script) -> None:
        self.asked: list[dict[str, Any]] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append({"path": self.path, "key": self.headers["Authorization"], **body})
                script(self, body["messages"][1]["content"].strip("-\n"))

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def left_the_house(self) -> str:
        """Everything that it ever saw of people's and our words."""
        return "\n".join(message["content"] for asked in self.asked for message in asked["messages"])

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextlib.contextmanager
def running(script: Script) -> Iterator[Model]:
    """A server with this script, until the block ends."""
    model = Model(script)
    model.start()
    try:
        yield model
    finally:
        model.stop()
