"""What can be wrong with a corpus, a situation or a day, named as states of affairs.

Takes   faults found while reading.
Gives   errors that carry every fault at once, each with where it is, what is wrong and how to mend it.
Knows   nothing of how a fault was found.
"""

import dataclasses
import difflib
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong: where (file, article, name), what, and the mend."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}".rstrip()


class _Faulty(ValueError):
    title = ""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.title + "\n" + "\n".join(f"- {fault}" for fault in self.faults))


class BadCorpus(_Faulty):
    """The laws contradict themselves or the format. Compute nothing with them; mend every fault listed."""

    title = "The laws cannot be used as they stand:"


class BadSituation(_Faulty):
    """The situation holds something that cannot be true.

    Compute nothing; show every fault beside its field.
    """

    title = "This situation cannot be used as it stands:"


class BadFormula(ValueError):
    """A formula says something that the language does not know. Carries the mend."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what} {mend}")


class OutsideCorpus(LookupError):
    """Nobody has checked this law for this day. Refuse; never answer with a zero."""


def closest(name: str, known: Iterable[str]) -> str:
    """A mend that proposes the known name nearest to `name`, or lists where to look when none is near."""
    near = difflib.get_close_matches(name[:80], list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else "`houvast facts` lists every fact."
