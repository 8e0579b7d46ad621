"""A system that is solved where it stands."""

import numpy as np
import pytest

from houvast.language.understanding.solving import solved


@pytest.mark.parametrize("size", [1, 3, 4, 11])
def test_it_solves_as_the_general_solver_does(size: int) -> None:
    dice = np.random.default_rng(size)
    raw = dice.normal(size=(size, size)).astype(np.float32)
    matrix = raw @ raw.T + np.eye(size, dtype=np.float32)
    target = dice.normal(size=(size, 2)).astype(np.float32)

    assert solved(matrix.copy(), target, block=4) == pytest.approx(np.linalg.solve(matrix, target), abs=1e-4)


def test_what_has_no_single_answer_is_refused() -> None:
    with pytest.raises(np.linalg.LinAlgError):
        solved(np.array([[1, 2], [2, 1]], np.float32), np.ones((2, 1), np.float32))
