"""What one turn worked out already, so that nothing in it is worked out twice.

Takes   where a turn begins and ends (`one_turn`), and what is worked out in it (`once`).
Gives   the very same outcomes, sooner: danger and understanding look at the same sentences.
Knows   nothing beyond the turn. At its end all is forgotten; outside a turn nothing is remembered.
"""

import contextlib
import contextvars
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, TypeVar, cast

Outcome = TypeVar("Outcome")
_worked_out: contextvars.ContextVar[dict[Hashable, Any] | None] = contextvars.ContextVar(
    "worked_out", default=None
)


@contextlib.contextmanager
def one_turn() -> Iterator[None]:
    """Remember what `once` works out until this ends; a turn within a turn is that same turn."""
    if _worked_out.get() is not None:
        yield
        return
    begun = _worked_out.set({})
    try:
        yield
    finally:
        _worked_out.reset(begun)


def once(key: Hashable, work: Callable[[], Outcome]) -> Outcome:
    """What `work` gives, worked out once a turn; `key` names it with all that it depends on."""
    known = _worked_out.get()
    if known is None:
        return work()
    if key not in known:
        known[key] = work()
    return cast(Outcome, known[key])


def all_once(
    what: str, by: object, texts: Sequence[str], work: Callable[[list[str]], Sequence[Outcome]]
) -> list[Outcome]:
    """`what` `by` somebody makes of each text; what this turn does not know yet is worked out together."""
    known = _worked_out.get()
    if known is None:
        known = {}
    new = [text for text in dict.fromkeys(texts) if (what, by, text) not in known]
    if new:
        known.update(((what, by, text), made) for text, made in zip(new, work(new), strict=True))
    return [cast(Outcome, known[what, by, text]) for text in texts]
