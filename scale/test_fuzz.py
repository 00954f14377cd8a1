"""Ten thousand made-up requests as each role: none breaks the contract, none learns too much."""

import pytest

from scale.test_publishing import PATIENCE
from tests.access.fuzzing.__main__ import main
from tests.neo4j.java_server import java_server


@pytest.mark.timeout(PATIENCE)
def test_ten_thousand_requests_of_each_role() -> None:
    assert main(["--requests", "10000"]) == 0


@pytest.mark.timeout(PATIENCE)
def test_a_thousand_requests_of_each_role_on_neo4j() -> None:
    with java_server() as url:
        assert main(["--requests", "1000", "--store", url]) == 0
