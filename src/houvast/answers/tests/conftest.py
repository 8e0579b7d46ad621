"""Questions learned, as `houvast serve` does before it answers; kept between runs."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from houvast.answers import hearing
from houvast.language.api import learned_folder, understander


@pytest.fixture(scope="module")
def prepared() -> Iterator[None]:
    """Understanding is there."""
    understander(tuple(hearing.topics().values()), settings.CONFIG.corpus_dir, learned_folder())
    hearing.understanding.cache_clear()
    yield
    hearing.understanding.cache_clear()
