"""A load from end to end, on SQLite."""

import gzip
import random
from pathlib import Path

import duckdb
import pytest

from cypher.search.terms import search_text
from loaders.records.canonical import RECORDS
from tests.loaders.banks import (
    SMALL_BANK,
    everything,
    open_rows,
    rows_of,
    without_loads,
    write_bank,
)
from tests.loaders.conftest import Load


def test_every_record_is_loaded(load: Load, store: Path, tmp_path: Path) -> None:
    outcome = load(write_bank(tmp_path / "bank", **SMALL_BANK))
    assert outcome.status == 0
    assert set(outcome.summary["records"]) == {record.name for record in RECORDS}
    assert all(everything(store).values())
    assert outcome.summary["read"] == outcome.summary["accepted"] == outcome.summary["written"]
    assert outcome.summary["rejects_file"] is None


def test_what_is_written_is_what_the_files_say(load: Load, store: Path, tmp_path: Path) -> None:
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    customers = (
        "customer_no, customer_id, name, search_text, is_client, assets, blocked, attributes"
    )
    assert rows_of(store, "customers", customers) == [
        (
            *(1, "C1", "江海贸易有限公司", search_text("C1", ["江海贸易有限公司"], None)),
            *(1, 1000.5, 0, '{"x_segment":"gold"}'),
        ),
        (2, "C2", "李四", search_text("C2", ["李四"], None), 1, 20.0, 0, None),
        (
            *(3, "C3", "Ａbc Ltd", search_text("C3", ["abc ltd"], None)),
            *(1, None, 0, '{"x_segment":"silver"}'),
        ),
    ]
    transactions = "transaction_id, from_no, to_no, amount, currency, at"
    assert rows_of(store, "transactions", transactions) == [
        ("T1", 1, 2, 10.25, "CNY", 1_740_794_400_000),
        ("T2", 0, 3, 7.0, "CNY", 1_740_873_600_000),
        ("T3", 3, 0, 5.5, "CNY", 1_740_963_720_000),
    ]
    assert rows_of(store, "ownerships", "owner_no, owned_no, share, votes, from_on") == [
        (2, 1, 0.6, 0.6, "2020-01-01"),
        (2, 1, 0.7, 0.7, "2024-01-01"),
    ]
    assert rows_of(store, "account_holders", "account_no, customer_no, role")[0] == (1, 1, "owner")
    assert rows_of(store, "guarantees", "guarantee_id, amount, currency") == [
        ("W1", None, "CNY"),
        ("W2", 0.0, "CNY"),
    ]


def test_loading_the_same_files_again_changes_nothing(
    load: Load, store: Path, tmp_path: Path
) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    first = load(bank)
    before = everything(store)
    second = load(bank, "--full")
    assert second.summary["written"] == second.summary["closed"] == 0
    assert second.summary["unchanged"] == first.summary["written"]
    # Each run of the command is a load of its own; what did not change keeps the first.
    assert (first.summary["load_id"], second.summary["load_id"]) == ("L1", "L2")
    assert everything(store) == before


def test_the_order_of_the_rows_does_not_matter(
    load: Load, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shuffled = {}
    for name, text in SMALL_BANK.items():
        header, *rows = text.splitlines()
        random.Random(7).shuffle(rows)
        shuffled[name] = "\n".join([header, *rows])
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    other = tmp_path / "other.db"
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{other}")
    load(write_bank(tmp_path / "shuffled", **shuffled))
    assert everything(other) == everything(store)


def test_only_rows_that_changed_are_written(load: Load, store: Path, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    load(bank)
    changed = SMALL_BANK["exposures"].replace("100", "100.01")
    outcome = load(write_bank(bank, exposures=changed))
    assert (outcome.summary["load_id"], outcome.summary["written"]) == ("L2", 1)
    assert rows_of(store, "exposures", "amount, load_no", "1") == [(100.01, 2)]
    assert rows_of(store, "customers", "DISTINCT load_no", "1") == [(1,)]


def test_an_attribute_that_changes_is_a_change(load: Load, store: Path, tmp_path: Path) -> None:
    bank = write_bank(
        tmp_path / "bank", customers="customer_id,kind,name,x_a,x_b\nC1,person,A,1,\n"
    )
    load(bank)
    write_bank(bank, customers='customer_id,kind,name,x_b,x_a\nC1,person,A,"say ""hi""",\n')
    assert load(bank).summary["written"] == 1
    assert rows_of(store, "customers", "attributes", "1") == [('{"x_b":"say \\"hi\\""}',)]


def test_known_customers_keep_their_numbers_and_new_ones_follow(
    load: Load, store: Path, tmp_path: Path
) -> None:
    head = "customer_id,kind,name\n"
    load(write_bank(tmp_path / "a", customers=head + "M,person,m\nZ,person,z\n"))
    load(write_bank(tmp_path / "b", customers=head + "Z,person,zz\nB,person,b\nA,person,a\n"))
    assert rows_of(store, "customers", "customer_no, customer_id, name") == [
        (1, "M", "m"),
        (2, "Z", "zz"),
        (3, "A", "a"),
        (4, "B", "b"),
    ]


@pytest.mark.slow
def test_full_closes_what_is_gone_and_opens_what_comes_back(
    load: Load, store: Path, tmp_path: Path
) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    load(bank)
    before = without_loads(store)
    (bank / "kinships.csv").unlink()
    write_bank(bank, guarantees="guarantee_id,guarantor_id,borrower_id,amount\nW1,C1,C3,\n")
    assert load(bank).summary["closed"] == 0
    outcome = load(bank, "--full", "--allow-closing")
    assert outcome.summary["closed"] == 2
    assert outcome.summary["records"]["kinships"]["closed"] == 1
    assert open_rows(store, "guarantees", "guarantee_id") == [("W1",)]
    assert open_rows(store, "kinships", "*") == []
    assert load(bank, "--full").summary["closed"] == 0
    assert load(write_bank(bank, **SMALL_BANK), "--full").summary["written"] == 2
    assert without_loads(store) == before


def test_full_leaves_other_sources_alone(load: Load, store: Path, tmp_path: Path) -> None:
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    source = tmp_path / "branch"
    source.mkdir()
    (source / "customers.sql").write_text(
        "SELECT 'B1' AS customer_id, 'person' AS kind, 'B' AS name"
    )
    outcome = load(tmp_path / "bank", "--source", str(source), "--full")
    assert (outcome.summary["source"], outcome.summary["closed"]) == ("branch", 0)
    assert len(open_rows(store, "customers", "customer_id")) == 4


def test_gzip_and_parquet_are_read_as_csv_is(
    load: Load, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    load(bank)
    other = tmp_path / "packed"
    other.mkdir()
    for name, text in SMALL_BANK.items():
        if len(name) % 2:
            (other / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode()))
        else:
            duckdb.execute(
                f"COPY (FROM read_csv('{bank / name}.csv')) TO '{other / name}.parquet'"
            ).fetchall()
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{tmp_path / 'other.db'}")
    assert load(other).status == 0
    assert everything(tmp_path / "other.db") == everything(store)


def test_a_folder_may_be_called_anything(load: Load, tmp_path: Path) -> None:
    assert load(write_bank(tmp_path / "it's [a] *bank*", **SMALL_BANK)).status == 0


def test_the_currency_of_amounts_that_name_none_is_a_setting(
    load: Load, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_CURRENCY", "EUR")
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    assert rows_of(store, "accounts", "currency", "account_no") == [("CNY",), ("EUR",), ("USD",)]
    assert rows_of(store, "obligations", "currency", "1") == [("EUR",)]


def test_files_named_after_no_record_are_named(load: Load, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK, transaction="a\n")
    assert load(bank).summary["ignored"] == ["transaction.csv"]
