"""Solve a large symmetric system where it stands, with little memory beside it.

Takes   a symmetric positive definite matrix, which is overwritten, and what it shall give.
Gives   the numbers that give it.
Knows   nothing of what they mean.

Cholesky by blocks (Golub and Van Loan 2013, 4.2.9): half the work of a general solver, and no copy of the
matrix, which is most of the memory that learning takes.
"""

import numpy as np
from numpy.typing import NDArray

BLOCK = 1024
Floats32 = NDArray[np.float32]


def solved(matrix: Floats32, target: Floats32, block: int = BLOCK) -> Floats32:
    """The x of `matrix @ x == target`, shape (n, targets); `matrix`, shape (n, n), is overwritten.

    Raises `numpy.linalg.LinAlgError` when the matrix is not positive definite.
    """
    blocks = [slice(at, min(at + block, len(matrix))) for at in range(0, len(matrix), block)]
    for number, own in enumerate(blocks):
        matrix[own, own] = np.linalg.cholesky(matrix[own, own])
        for below in blocks[number + 1 :]:
            matrix[below, own] = np.linalg.solve(matrix[own, own], matrix[below, own].T).T
        for place, below in enumerate(blocks[number + 1 :], start=number + 1):
            for beside in blocks[number + 1 : place + 1]:
                matrix[below, beside] -= matrix[below, own] @ matrix[beside, own].T
    found = target.copy()
    for number, own in enumerate(blocks):
        for before in blocks[:number]:
            found[own] -= matrix[own, before] @ found[before]
        found[own] = np.linalg.solve(matrix[own, own], found[own])
    for number, own in reversed(list(enumerate(blocks))):
        for after in blocks[number + 1 :]:
            found[own] -= matrix[after, own].T @ found[after]
        found[own] = np.linalg.solve(matrix[own, own].T, found[own])
    return found
