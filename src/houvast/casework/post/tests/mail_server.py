"""A real mail server for tests, in a process of its own so that it can be killed.

Takes   a folder, a port, after which mail it kills itself (0: never), and a status to refuse with (0: none).
Gives   every mail as a file, complete on disk before the sender hears that it was taken.
Knows   nothing of Houvast.
"""

import asyncio
import os
import signal
import sys
import uuid
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Keeps every mail, and may fall dead at the worst moment: kept, and nobody told."""

    def __init__(self, folder: Path, dies_at: int, refuses: int) -> None:
        self.folder, self.dies_at, self.refuses, self.count = folder, dies_at, refuses, 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the receiver, or refuse with the status of the test."""
        if self.refuses:
            return f"{self.refuses} not {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """On disk first, then yes."""
        content = envelope.content
        assert isinstance(content, bytes)
        draft = self.folder / f"{uuid.uuid4()}.part"
        draft.write_bytes(content)
        draft.rename(draft.with_suffix(".eml"))
        self.count += 1
        if self.count == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return "250 OK"


async def main() -> None:
    folder, port, dies_at, refuses = Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5])
    keeper = Keeper(folder, dies_at, refuses)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, enable_SMTPUTF8=True, hostname="test"), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
