"""Teach the upper layers of the embedding model what is danger.

Takes   the embedding model, and what is to be learned, round by round (`variety`).
Gives   the upper layers and the head that `tuned` listens with.
Knows   nothing of who said what. Its dice are always the same: the same sayings give the same layers, save
        for the last digits, which differ between machines.

Learned by AdamW (Loshchilov and Hutter 2019); the steps grow at first and then fade as a cosine. JAX reckons
the slopes; only learning needs it.
"""

import dataclasses
import math
import random
from collections.abc import Callable, Iterable, Sequence
from functools import partial, reduce
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from houvast.language.alarm.learned import Floats
from houvast.language.alarm.tuned import SPREAD, Head, Tuned
from houvast.language.understanding.encoder import MATRICES, NORMS, SHARED, Encoder, Layer

PACE = {"layers": (3e-4, 0.01), "look": (2e-3, 0.05), "pull": (5e-3, 0.05), "start": (5e-3, 0.05)}
"""The largest step, and how much fades with it: of the layers, and of the head, which starts from nothing."""
SLOW, SLOWER, LITTLE = 0.9, 0.999, 1e-8
WARM, LEAST = 12, 0.05
"""One in so many steps, the first ones, grow towards the largest; after that they fade to the least."""
LEFT_OUT = 0.1
"""So much of what a layer adds is left out at each step, against learning by heart."""
ROWS, LONGEST = 8, 128
"""One step is so many rows of so many pieces of words, with texts behind each other; a longer text is cut."""
OPEN = 16
"""So many rows wait for a text that fits."""
SHORTEST = 4
"""No text has fewer pieces: what is put before a question, and both marks."""
TOLD = 100
"""After so many steps we tell how far it is."""
Tree = Any
"""Arrays by name, in dictionaries of dictionaries: what JAX takes and gives."""


@dataclasses.dataclass(frozen=True)
class Told:
    """One thing to learn: a text, the number of its kind, and how much it counts."""

    text: str
    kind: int
    counts: float


_Row = list[tuple[list[int], Told]]
"""Some texts in pieces, with what there is to learn of each: together at most `LONGEST`."""


def study(
    model: Encoder, rounds: Iterable[Sequence[Told]], kinds: int, *, tell: Callable[[str], None]
) -> Tuned:
    """Learn each round, in an order that is mixed the same way each time; `tell` hears how far it is."""
    batches = [batch for turn, told in enumerate(rounds) for batch in _dealt(model, told, turn)]
    one_step = jax.jit(partial(_stepped, model.layers[0]), donate_argnums=(0, 1))
    middle = _middle_of(model, batches)
    fixed = {"lower": _trees(model.layers[:SHARED]), "middle": middle}
    learned = {
        "layers": _trees(model.layers[SHARED:]),
        "look": np.zeros((model.width, kinds), np.float32),
        "pull": np.zeros((model.width, kinds), np.float32),
        "start": np.zeros(kinds, np.float32),
    }
    moving = {name: jax.tree.map(np.zeros_like, learned) for name in ("speed", "size")}
    for step, batch in enumerate(batches, start=1):
        now = (step, _largeness(step, len(batches)))
        learned, moving, fault = one_step(learned, moving, fixed, _arrays(model, batch, kinds), now)
        if step % TOLD == 0:
            tell(f"step {step} of {len(batches)}, fault {float(fault):.3f}")
    return _tuned(model, jax.tree.map(np.asarray, learned), middle)


def _dealt(model: Encoder, told: Sequence[Told], turn: int) -> list[list[_Row]]:
    """Rows of texts in a mixed order, some for each step: a text goes to the first row with room for it."""
    dice = random.Random(turn)  # noqa: S311 - no secret
    rows: list[_Row] = []
    room: list[int] = []
    for each in dice.sample(told, len(told)):
        pieces = model.pieces(each.text, most=LONGEST)
        last = range(max(0, len(rows) - OPEN), len(rows))
        row = next((row for row in last if room[row] >= len(pieces)), len(rows))
        if row == len(rows):
            rows.append([])
            room.append(LONGEST)
        rows[row].append((pieces, each))
        room[row] -= len(pieces)
    return [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]


def _arrays(model: Encoder, rows: Sequence[_Row], kinds: int) -> tuple[Floats, NDArray[np.int64], Floats]:
    """Each piece before the first layer, the number of its text, and how much each text counts for each kind.

    Always as many, so that JAX makes one program; what fills up is a text that counts for nothing.
    """
    most = LONGEST // SHORTEST
    seen = np.zeros((ROWS, LONGEST, model.width), np.float32)
    of_text = np.full((ROWS, LONGEST), most - 1)
    counts = np.zeros((ROWS, most, kinds), np.float32)
    for row, texts in enumerate(rows):
        at = 0
        for number, (pieces, told) in enumerate(texts):
            there = slice(at, at + len(pieces))
            seen[row, there], of_text[row, there] = model.begun(pieces), number
            counts[row, number, told.kind] = told.counts
            at = there.stop
    return seen, of_text, counts


def _stepped(
    sizes: Layer, learned: Tree, moving: Tree, fixed: Tree, batch: Tree, now: Tree
) -> tuple[Tree, Tree, Tree]:
    """One step down the slope: what is learned then, how it moves, and the fault before. `now` is the number
    of the step, and how large it is.
    """
    seen, of_text, counts = batch
    together = of_text[:, None, :, None] == of_text[:, None, None, :]
    halfway = reduce(partial(_through, sizes, together), fixed["lower"], seen)
    die = jax.random.fold_in(jax.random.PRNGKey(0), now[0])

    def fault(learned: Tree) -> Tree:
        end = halfway
        for number, layer in enumerate(learned["layers"]):
            end = _through(sizes, together, end, layer, jax.random.fold_in(die, number))
        heard = _looked(end, end @ learned["look"], of_text, counts.shape[1])
        apart = (heard - fixed["middle"]) * SPREAD
        surely = jax.nn.log_softmax(jnp.einsum("rtkw,wk->rtk", apart, learned["pull"]) + learned["start"])
        return -(counts * surely).sum() / counts.sum()

    lost, slope = jax.value_and_grad(fault)(learned)
    steep = jnp.sqrt(sum((part * part).sum() for part in jax.tree.leaves(slope["layers"])))
    slope["layers"] = jax.tree.map(lambda part: part / jnp.maximum(steep, 1.0), slope["layers"])
    speed = jax.tree.map(lambda old, new: SLOW * old + (1 - SLOW) * new, moving["speed"], slope)
    size = jax.tree.map(lambda old, new: SLOWER * old + (1 - SLOWER) * new * new, moving["size"], slope)
    stepped = {name: _moved(name, learned[name], speed[name], size[name], now) for name in learned}
    return stepped, {"speed": speed, "size": size}, lost


def _moved(name: str, learned: Tree, speed: Tree, size: Tree, now: Tree) -> Tree:
    """AdamW: as large a step for what seldom moves as for what often does, and a little fades."""
    step, largeness = now
    pace, fade = PACE[name]

    def moved(number: Tree, speed: Tree, size: Tree) -> Tree:
        even = (speed / (1 - SLOW**step)) / (jnp.sqrt(size / (1 - SLOWER**step)) + LITTLE)
        return number - largeness * pace * (even + fade * number)

    return jax.tree.map(moved, learned, speed, size)


def _largeness(step: int, steps: int) -> float:
    """How large a step is beside the largest: growing at first, then fading as a cosine to the least."""
    warm = max(1, steps // WARM)
    if step <= warm:
        return step / warm
    return LEAST + (1 - LEAST) * (1 + math.cos(math.pi * (step - warm) / (steps - warm))) / 2


def _through(sizes: Layer, together: Tree, seen: Tree, layer: Tree, die: Tree = None) -> Tree:
    """As `Layer.through`, for rows of texts behind each other: `together` tells which pieces are of one text.
    With a die, some of what is added is left out.
    """
    rows, pieces, _ = seen.shape

    def put(name: str, seen: Tree) -> Tree:
        return seen @ layer[name] + layer[f"{name} start"]

    asks, answers, tells = (
        put(name, seen).reshape(rows, pieces, sizes.heads, -1).swapaxes(1, 2) for name in "qkv"
    )
    score = asks @ answers.swapaxes(-1, -2) / np.sqrt(asks.shape[-1])
    heard = jax.nn.softmax(jnp.where(together, score, -1e9)) @ tells
    first, second = jax.random.split(die) if die is not None else (None, None)
    told = put("ao", heard.swapaxes(1, 2).reshape(seen.shape))
    seen = _evened(sizes, layer["aln"], seen + _some(told, first))
    inner = jax.nn.gelu(put("fi", seen), approximate=False)
    return _evened(sizes, layer["oln"], seen + _some(put("fo", inner), second))


def _some(added: Tree, die: Tree) -> Tree:
    if die is None:
        return added
    return added * jax.random.bernoulli(die, 1 - LEFT_OUT, added.shape) / (1 - LEFT_OUT)


def _evened(sizes: Layer, norm: Tree, seen: Tree) -> Tree:
    apart = seen - seen.mean(-1, keepdims=True)
    spread = jnp.sqrt((apart * apart).mean(-1, keepdims=True) + sizes.little)
    return apart / spread * norm[0] + norm[1]


def _looked(seen: Tree, looks: Tree, of_text: Tree, texts: int) -> Tree:
    """As `Head.score` hears each text: by kind the pieces, as much as the kind looks at each, of length one;
    shape (rows, texts, kinds, width).
    """
    own = jax.nn.one_hot(of_text, texts).swapaxes(1, 2)[..., None]
    most = jax.lax.stop_gradient(jnp.where(own > 0, looks[:, None], -1e9).max(axis=2, keepdims=True))
    raised = own * jnp.exp(jnp.where(own > 0, looks[:, None] - most, 0.0))
    sums = jnp.einsum("rtpk,rpw->rtkw", raised, seen)
    return sums / jnp.sqrt((sums * sums).sum(-1, keepdims=True) + 1e-6)  # a row has texts without any piece


def _middle_of(model: Encoder, batches: Sequence[Sequence[_Row]]) -> Floats:
    """The middle of what the model makes of some of the texts, before it learns anything."""
    some = [rows[0][0][1].text for rows in batches[:TOLD]]
    return np.asarray(np.stack([model.query(text) for text in some]).mean(axis=0), np.float32)


def _trees(layers: Iterable[Layer]) -> list[dict[str, Tree]]:
    return [
        {
            **layer.pull,
            **{f"{of} start": layer.start[of] for of in MATRICES},
            **{of: np.stack(layer.norms[of]) for of in NORMS},
        }
        for layer in layers
    ]


def _tuned(model: Encoder, learned: Tree, middle: Floats) -> Tuned:
    layers = (
        dataclasses.replace(
            model.layers[0],
            pull={of: tree[of] for of in MATRICES},
            start={of: tree[f"{of} start"] for of in MATRICES},
            norms={of: (tree[of][0], tree[of][1]) for of in NORMS},
        )
        for tree in learned["layers"]
    )
    return Tuned(tuple(layers), Head(middle, learned["look"], learned["pull"], learned["start"]))
