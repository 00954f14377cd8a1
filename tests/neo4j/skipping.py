"""What a test does that needs a server where none can be had."""

import os
from typing import NoReturn

import pytest


def without_neo4j(reason: str) -> NoReturn:
    """Skip the test, or fail it in continuous integration, where a skip would go unseen."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
