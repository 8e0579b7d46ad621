"""A kernel of the village's laws, compiled once for all tests of this folder."""

from pathlib import Path

import pytest

from houvast.law.corpus import Corpus
from houvast.law.kernel.engine import Kernel, kernel
from houvast.law.tests.households import DAY, village


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return village()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session")
def compiled(corpus: Corpus, cache: Path) -> Kernel:
    return kernel(corpus, on=DAY, cache=cache, processes=1)
