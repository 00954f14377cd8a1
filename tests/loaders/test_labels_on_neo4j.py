"""A customer's node in Neo4j carries the label of its kind."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.banks import ServedBank
from tests.neo4j.scratch import connect, empty


@pytest.fixture
def bank(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedBank]:
    """An empty bank on Neo4j."""
    empty(neo4j_url)
    with closing(ServedBank(neo4j_url, monkeypatch)) as bank:
        yield bank


def test_the_label_follows_the_kind(bank: ServedBank) -> None:
    labels = (
        "MATCH (c:Customer) RETURN c.customer_id,"
        " [l IN ['Person', 'Company'] WHERE l IN labels(c)] ORDER BY c.customer_id"
    )
    for kinds, expected in (
        (("person", "company", "government", "other"), [["Person"], ["Company"], [], []]),
        (("company", "other", "person", "other"), [["Company"], [], ["Person"], []]),
    ):
        named = zip("abcd", kinds, strict=True)
        bank.keep(customers=[{"customer_id": c, "kind": k, "name": c} for c, k in named])
        with connect(bank.url) as session:
            assert session.run(labels).value(1) == expected
