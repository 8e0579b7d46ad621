"""What may stand in a log: what failed and where, never what somebody typed or who they are.

Takes   every log record of this process, also those of Django and of libraries.
Gives   the same record with the route instead of the address, without query strings, mail addresses and
        long numbers; and of an exception its kind and its lines of code, without its message. Messages quote
        values: PostgreSQL's own say `Key (email)=(...) already exists`.
Knows   nothing of what a value means: whatever looks like a person's is left out.
"""

import logging
import re
import traceback
from types import TracebackType

HIDDEN = "[left out]"
PERSONAL = re.compile(
    r"""
    \?[^\s"'>]+                         # a query string
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+       # a mail address
    | \b[A-Z]{2}\d{2}[A-Z]{4}\d{10}\b    # an account number
    | \b\d(?:[ .-]?\d){7,}\b             # eight or more digits: a phone, a BSN, a day of birth
    | \b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b   # the number of a request or a resident
    """,
    re.VERBOSE | re.IGNORECASE,
)


class NoPersonalData(logging.Filter):
    """Leaves out of every record what may belong to a person. Never drops a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; always true."""
        request = record.__dict__.pop("request", None)
        words = record.getMessage()
        if request is not None:
            words = words.replace(getattr(request, "path", "") or "\0", f"route {_route(request)}")
        record.msg, record.args = PERSONAL.sub(HIDDEN, words), None
        return True


class Bare(logging.Formatter):
    """One line per record; an exception by its kind and the lines of code that it went through."""

    def formatException(  # noqa: N802 - the name that `logging` asks for
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The whole chain of causes, each without its message."""
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _route(request: object) -> str:
    match = getattr(request, "resolver_match", None)
    return match.route if match else "unknown"


def _told(exception: BaseException) -> list[str]:
    lines = []
    cause = exception.__cause__ or (None if exception.__suppress_context__ else exception.__context__)
    if cause is not None:
        lines += [*_told(cause), "and after that"]
    for frame in traceback.extract_tb(exception.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
    return [*lines, f"{type(exception).__module__}.{type(exception).__qualname__} (message left out)"]
