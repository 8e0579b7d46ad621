"""Values kept in rows between loops: a row has one float for each household, or for each person, of a block.

Takes   a value in code, and the rows that it is kept in.
Gives   the code that stores it, and the value in code where it is read again, with the same proven bounds.
Knows   nothing of formulas.
"""

import dataclasses
from collections.abc import Callable, Iterator

from houvast.law.kernel import logic
from houvast.law.kernel.doubtful import Choice, End, Maybe, Span, Truth, Value, verdict
from houvast.law.kernel.exact import ONE, Number
from houvast.law.kernel.runtime import HOUSEHOLDS, PERSONS
from houvast.law.kernel.whole import Body, Whole, constant


@dataclasses.dataclass(frozen=True)
class Stored:
    """A value in rows. `template` tells its kind and bounds; `finish` how a tally over persons is read."""

    personal: bool
    rows: tuple[int, ...]
    template: Value
    finish: str = ""

    def load(self, body: Body, index: str) -> Value:
        """The value in code, at this place in the rows."""
        rows = iter(self.rows)

        def read() -> str:
            return body.name(place(next(rows), index, personal=self.personal))

        found = _loaded(body, self.template, read)
        return _finished(body, self.finish, found) if self.finish else found


def _loaded(body: Body, template: Value, read: Callable[[], str]) -> Value:
    match template:
        case Truth():
            return _truth(body, template, read)
        case Maybe(yes=yes, no=no):
            return Maybe(_truth(body, Truth(yes), read).code, _truth(body, Truth(no), read).code)
        case Choice(whole=whole):
            return Choice(_whole(body, whole, read))
        case Number():
            return _number(body, template, read)
        case Span(low=low, high=high):
            return Span(_end(body, low, read), _end(body, high, read))


def _end(body: Body, end: End, read: Callable[[], str]) -> End:
    value = _number(body, end.value, read)
    return End(value, _truth(body, Truth(end.there), read).code)


def _number(body: Body, template: Number, read: Callable[[], str]) -> Number:
    if template.constant:
        return template
    numerator = _whole(body, template.numerator, read)
    divisor = ONE if template.divisor is ONE else _whole(body, template.divisor, read)
    return dataclasses.replace(template, numerator=numerator, divisor=divisor)


def _truth(body: Body, template: Truth, read: Callable[[], str]) -> Truth:
    return template if template.code in ("True", "False") else Truth(body.name(f"{read()} != 0.0"))


def _whole(body: Body, whole: Whole, read: Callable[[], str]) -> Whole:
    if whole.constant:
        return whole
    code = body.name(f"(float_word({read()}), float_word({read()}))") if whole.wide else read()
    return dataclasses.replace(whole, code=code)


def _finished(body: Body, finish: str, found: Value) -> Value:
    """What a tally over persons means. In doubt, the rows say for how many persons an end is lacking."""
    if isinstance(found, Span):
        found = Span(*(End(end.value, logic.opposite(body, end.there)) for end in (found.low, found.high)))
    if finish in {"any", "all"}:
        low, high = (found.low.value, found.high.value) if isinstance(found, Span) else (found, found)
        assert isinstance(low, Number)
        assert isinstance(high, Number)
        none = body.compare("==", low.numerator, constant(0))
        some = body.compare("!=", high.numerator, constant(0))
        if isinstance(found, Span):
            return verdict(some, none) if finish == "any" else verdict(none, some)
        return Truth(some if finish == "any" else none)
    if finish in {"largest", "smallest"}:
        assert isinstance(found, Number)
        code = found.numerator.code
        nobody = body.name(f"abs({code}) == np.inf")
        code = body.name(f"choose({nobody}, 0.0, {code})")
        return dataclasses.replace(found, numerator=dataclasses.replace(found.numerator, code=code))
    return found


def place(row: int, index: str, *, personal: bool) -> str:
    """Code of one place in a row of persons or households."""
    return f"pb[{row * PERSONS} + {index}]" if personal else f"hb[{row * HOUSEHOLDS} + {index}]"


def parts(value: Value) -> list[str]:
    """The codes of the floats that must be kept, in order; none for what is the same for everybody."""
    return list(_parts(value))


def _parts(value: Value | End) -> Iterator[str]:
    match value:
        case Truth(code=code):
            if code not in ("True", "False"):
                yield f"one({code})"
        case Maybe(yes=yes, no=no):
            yield from _parts(Truth(yes))
            yield from _parts(Truth(no))
        case Choice(whole=whole):
            yield from _words(whole)
        case Number(numerator=numerator, divisor=divisor):
            if not value.constant:
                yield from _words(numerator)
                yield from () if divisor is ONE else _words(divisor)
        case End(value=number, there=there):
            yield from _parts(number)
            yield from _parts(Truth(there))
        case Span(low=low, high=high):
            yield from _parts(low)
            yield from _parts(high)


def _words(whole: Whole) -> Iterator[str]:
    if whole.constant:
        return
    if whole.wide:
        yield f"word_float({whole.code}[0])"
        yield f"word_float({whole.code}[1])"
    else:
        yield whole.code
