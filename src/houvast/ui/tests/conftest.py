"""The look is tested by itself: only its own addresses are there."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _only_our_own_addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = "houvast.ui.urls"
