"""An older store on Neo4j gets its labels and names, wherever the migration is killed."""

import importlib
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from pydantic import SecretStr

from cypher import Store, StoreSettings, open_store
from cypher.engine.migrations import migrate
from cypher.vocabulary import CUSTOMER_KINDS, GROUP_KINDS
from tests.migrations.kept import restore, unpack
from tests.neo4j.scratch import connect

LABELS = importlib.import_module("cypher.schema.0007_labels")


@pytest.fixture
def kept(neo4j_url: str) -> Iterator[Store]:
    """The kept store on Neo4j, as it was left."""
    restore(neo4j_url)
    with closing(open_store(StoreSettings(store=SecretStr(neo4j_url)))) as store:
        yield store


def lacking(url: str) -> list[object]:
    """Customers and derived groups that do not carry what they should, of some that are there."""
    labels = {kind.word: kind.label for kind in CUSTOMER_KINDS.values() if kind.label}
    titles = {kind: GROUP_KINDS.title(kind).zh for kind in GROUP_KINDS}
    with connect(url) as session:
        wrong = session.run(
            "MATCH (c:Customer) WITH c, [l IN labels(c) WHERE l <> 'Customer'] AS others"
            " WHERE others <> [l IN [$labels[c.kind]] WHERE l IS NOT NULL] RETURN c.customer_id",
            labels=labels,
        ).value()
        wrong += session.run(
            "MATCH (g:Group) OPTIONAL MATCH (c:Customer {customer_id: g.head_id})"
            " WITH g, c.customer_no AS head_no, $titles[g.kind] + '·' + c.name AS name"
            " WHERE g:Derived <> (g.load_no IS NULL)"
            "     OR g:Derived AND coalesce(g.head_no <> head_no OR g.name <> name, true)"
            " RETURN g.group_id",
            titles=titles,
        ).value()
        [counted] = session.run(
            "RETURN COUNT { (:Person) } AS persons, COUNT { (:Company) } AS companies,"
            " COUNT { (:Derived) } AS groups"
        ).data()
    assert min(counted.values()) > 5
    return wrong


@pytest.mark.slow
def test_labels_and_names_are_there_after_any_kill(
    kept: Store, neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LABELS, "CUSTOMERS", 10)
    monkeypatch.setattr(LABELS, "GROUPS", 3)
    steps = 0
    while len([*islice(LABELS.step(kept), steps)]) == steps:
        steps += 3
    assert steps > 8
    migrate(kept)
    assert lacking(neo4j_url) == []


def test_a_store_on_sqlite_has_nothing_to_label(tmp_path: Path) -> None:
    url = unpack(tmp_path)
    with closing(open_store(StoreSettings(store=SecretStr(url)))) as store:
        migrate(store)
        assert [*LABELS.step(store)] == []
