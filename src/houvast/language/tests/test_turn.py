"""Within a turn nothing is worked out twice, the outcome is the same, and after it nothing is left."""

from houvast.language.turn import once, one_turn


class Work:
    """Tells how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> int:
        self.done += 1
        return self.done


def test_within_a_turn_work_is_done_once() -> None:
    work = Work()

    with one_turn():
        found = [once("a", work), once("a", work), once("b", work)]

    assert (found, work.done) == ([1, 1, 2], 2)


def test_a_turn_within_a_turn_is_that_same_turn() -> None:
    work = Work()

    with one_turn():
        with one_turn():
            once("a", work)
        once("a", work)

    assert work.done == 1


def test_after_a_turn_nothing_is_left_of_it() -> None:
    work = Work()

    with one_turn():
        once("a", work)
    once("a", work)
    once("a", work)

    assert work.done == 3
