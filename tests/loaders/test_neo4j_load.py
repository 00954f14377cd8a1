"""The same loads on a real Neo4j: what its views say is what they say on SQLite."""

from pathlib import Path
from typing import Any

import pytest

from cypher import Store, open_store
from cypher.engine.migrations import migrate
from cypher.load import AccountNumbers, CustomerNumbers, Digests, GroupIds
from loaders.load import load
from loaders.records.canonical import RECORDS
from loaders.settings import LoaderSettings
from tests.loaders.banks import SMALL_BANK, write_bank
from tests.loaders.interrupted import finish, large_bank, start_held_load, start_load
from tests.neo4j.scratch import wipe

pytestmark = pytest.mark.neo4j


@pytest.fixture
def empty_neo4j(neo4j_url: str) -> str:
    """The address of a Neo4j that holds nothing."""
    wipe(neo4j_url)
    return neo4j_url


def opened(address: str) -> Store:
    return open_store(LoaderSettings.model_validate({"store": address}))


def views(address: str) -> dict[str, Any]:
    """Every id with its number, and every open row's digest, of each record."""
    store = opened(address)
    customers, accounts = store.columns(CustomerNumbers()), store.columns(AccountNumbers())
    digests = {
        record.name: sorted(store.columns(Digests(record=record.name, source="")).digest)
        for record in RECORDS
    }
    groups = sorted(store.columns(GroupIds()).group_id)
    store.close()
    return {
        **digests,
        "numbers": sorted(zip(customers.customer_id, customers.customer_no, strict=True)),
        "account_numbers": sorted(zip(accounts.account_id, accounts.account_no, strict=True)),
        "group_ids": groups,
    }


def test_neo4j_holds_what_sqlite_holds(empty_neo4j: str, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    addresses = (empty_neo4j, f"sqlite:///{tmp_path}/store.db")
    for address in addresses:
        store = opened(address)
        summary = load(store, LoaderSettings(), bank, rejects=tmp_path)
        assert summary.total.written == summary.total.read
        again = load(store, LoaderSettings(), bank, full=True, rejects=tmp_path)
        assert (again.total.written, again.total.closed) == (0, 0)
        store.close()
    assert views(addresses[0]) == views(addresses[1])


def test_full_closes_and_opens_on_neo4j_too(empty_neo4j: str, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    store = opened(empty_neo4j)
    load(store, LoaderSettings(), bank, rejects=tmp_path)
    before = views(empty_neo4j)
    # Everything but the customers goes, one record of every kind.
    for path in bank.iterdir():
        if path.name != "customers.csv":
            path.unlink()
    closed = load(store, LoaderSettings(), bank, full=True, rejects=tmp_path, allow_closing=True)
    assert closed.total.closed == sum(
        text.count("\n") - 1 for name, text in SMALL_BANK.items() if name != "customers"
    )
    assert all(not views(empty_neo4j)[name] for name in SMALL_BANK if name != "customers")
    write_bank(bank, **SMALL_BANK)
    load(store, LoaderSettings(), bank, full=True, rejects=tmp_path)
    store.close()
    assert views(empty_neo4j) == before


@pytest.mark.slow
def test_a_load_killed_in_the_middle_is_finished_on_neo4j_too(
    empty_neo4j: str, tmp_path: Path
) -> None:
    bank = write_bank(tmp_path / "bank", **large_bank())
    clean = f"sqlite:///{tmp_path}/clean.db"
    store = opened(empty_neo4j)
    migrate(store)
    killed = start_held_load(bank, empty_neo4j, "transactions")
    killed.kill()
    finish(killed)
    assert 100 < len(store.columns(Digests(record="transactions", source="")).digest) < 1_500
    store.close()
    assert finish(start_load(bank, empty_neo4j))[0] == 0
    assert finish(start_load(bank, clean))[0] == 0
    assert views(empty_neo4j) == views(clean)
