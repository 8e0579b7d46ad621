"""One understander for all tests: learning takes seconds."""

from pathlib import Path

import pytest

from houvast.language.understanding.topics import Topic, corpus_topics
from houvast.language.understanding.understand import Understander, learned_folder, understander


@pytest.fixture(scope="session")
def laws() -> Path:
    """The corpus of this checkout."""
    return Path(__file__).parents[5] / "laws"


@pytest.fixture(scope="session")
def topics(laws: Path) -> tuple[Topic, ...]:
    """Every topic of Amsterdam."""
    return corpus_topics("amsterdam", laws)


@pytest.fixture(scope="session")
def ready(topics: tuple[Topic, ...], laws: Path) -> Understander:
    """Understanding as the program has it."""
    return understander(topics, laws, learned_folder())
