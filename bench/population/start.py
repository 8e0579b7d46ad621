"""From nothing to all laws, ready to assess a household: a process of its own imports nothing else.

Takes   nothing.
Gives   one line of JSON: seconds for the imports and for the laws.
Knows   nothing of populations; numpy, numba and pyarrow stay out of it.
"""

import json
import sys
import time

BEGAN = time.perf_counter()

from pathlib import Path  # noqa: E402 - imports are measured

from houvast.law.api import load_corpus  # noqa: E402

IMPORTED = time.perf_counter()
load_corpus(Path(__file__).parents[2] / "laws", city="amsterdam")
LOADED = time.perf_counter()
HEAVY = sorted({"numpy", "numba", "pyarrow"} & sys.modules.keys())
sys.stdout.write(json.dumps({"imports": IMPORTED - BEGAN, "load": LOADED - IMPORTED, "heavy": HEAVY}) + "\n")
