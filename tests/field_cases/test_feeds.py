"""Feeds that hurt: rejected rows, missing files, two sources, numbers as doubles, empty names."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.banks import ServedBank, write_files

BORN = {"k1": "1980-01-01", "k2": "1981-01-01", "k3": "1982-01-01"}
CIRCLE = {"k1", "k2", "k3"}


def ring(folder: Path, *, second: str = "5", **born: str) -> Path:
    """Three persons who guarantee around; the second guarantee of another amount."""
    arcs = [("k1", "k2", "5"), ("k2", "k3", second), ("k3", "k1", "5")]
    return write_files(
        folder,
        customers=[
            {"customer_id": k, "kind": "person", "name": k, "birth_on": on}
            for k, on in {**BORN, **born}.items()
        ],
        guarantees=[
            {"guarantee_id": str(i), "guarantor_id": a, "borrower_id": b, "amount": amount}
            for i, (a, b, amount) in enumerate(arcs, 1)
        ],
    )


def circle(bank: ServedBank) -> set[str]:
    """Who stands in a circle as of a new derivation."""
    bank.derive("--tags", "guarantee_circle")
    return {row["customer_id"] for row in bank.holders("guarantee_circle")}


def last_load(bank: ServedBank) -> dict[str, Any]:
    """What the last load says of itself."""
    load: dict[str, Any] = bank.get("/loads")["items"][0]
    return load


def test_a_rejected_row_is_not_an_absent_one(bank: ServedBank, tmp_path: Path) -> None:
    bank.load(ring(tmp_path / "good"), "--full")
    assert circle(bank) == CIRCLE
    bank.load(ring(tmp_path / "born", k2="1981-13-01"), "--full", status=0)
    assert last_load(bank)["closed"] == 0
    assert circle(bank) == CIRCLE
    assert bank.get("/customers/k2")["birth_on"] == "1981-01-01"
    bank.load(ring(tmp_path / "amount", second="5万"), "--full", status=1)
    assert (last_load(bank)["closed"], last_load(bank)["rejected"]) == (0, 1)
    assert circle(bank) == CIRCLE


@pytest.mark.parametrize("how", ["header alone", "missing"])
def test_a_full_load_without_its_rows_is_refused(
    bank: ServedBank, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ring(tmp_path / "files")
    bank.load(folder, "--full")
    file = folder / ("customers.csv" if how == "header alone" else "guarantees.csv")
    if how == "missing":
        file.unlink()
    else:
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    bank.load(folder, "--full", status=2)
    assert file.stem in capsys.readouterr().err.splitlines()[-1]
    assert last_load(bank)["state"] == "refused"
    assert circle(bank) == CIRCLE
    bank.load(folder, "--full", "--allow-closing")
    assert circle(bank) == set()


def test_one_source_closes_nothing_that_another_has(bank: ServedBank, tmp_path: Path) -> None:
    both = {"k1": "甲（客户系统）", "k9": "壬"}

    def crm(folder: str, *ids: str) -> None:
        rows = [{"customer_id": k, "kind": "company", "name": both[k]} for k in ids]
        bank.load(write_files(tmp_path / folder, customers=rows), "--full", "--as", "crm")

    bank.load(ring(tmp_path / "core"), "--full", "--as", "core")
    crm("first", "k1", "k9")
    told = bank.get("/customers/k1")
    assert told["name"] == "k1"
    assert {"column": "name", "value": "甲（客户系统）", "source": "crm"} in told["conflicts"]
    crm("second", "k9")
    assert last_load(bank)["closed"] == 0
    assert bank.get("/customers/k1")["closed_on"] is None
    assert circle(bank) == CIRCLE


def parquet(folder: Path, **records: str) -> Path:
    """A folder of Parquet files, each of a SELECT."""
    folder.mkdir()
    for name, select in records.items():
        duckdb.execute(f"COPY ({select}) TO '{folder / name}.parquet'")
    return folder


def test_an_id_that_is_a_double_is_refused_with_its_column(
    bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = "6222020200012345678::DOUBLE AS customer_id, 'person' AS kind, '甲' AS name"
    bank.load(parquet(tmp_path / "cards", customers=f"SELECT {card}"), status=2)
    assert "customer_id" in capsys.readouterr().err.splitlines()[-1]

    folder = parquet(
        tmp_path / "holders",
        customers="SELECT 1001::BIGINT AS customer_id, 'person' AS kind, '甲' AS name",
        accounts="SELECT 2001::BIGINT AS account_id",
        account_holders="SELECT 2001::DOUBLE AS account_id, 1001::DOUBLE AS customer_id",
    )
    bank.load(folder, status=2)
    assert "account_id" in capsys.readouterr().err.splitlines()[-1]


def test_midnight_is_a_day(bank: ServedBank, tmp_path: Path) -> None:
    born = "'p1' AS customer_id, 'person' AS kind, '甲' AS name, TIMESTAMP '1980-01-31' AS birth_on"
    bank.load(parquet(tmp_path / "files", customers=f"SELECT {born}"))
    assert bank.get("/customers/p1")["birth_on"] == "1980-01-31"


@pytest.mark.parametrize("name", ["\u200b", " \u3000 ", "\ufeff\u2060"])
def test_a_name_of_nothing_visible_is_none(bank: ServedBank, tmp_path: Path, name: str) -> None:
    rows = [{"customer_id": "v", "kind": "person", "name": name}]
    rows.append({"customer_id": "w", "kind": "person", "name": "甲"})
    bank.load(write_files(tmp_path / "files", customers=rows), status=1)
    assert (last_load(bank)["accepted"], last_load(bank)["rejected"]) == (1, 1)
    assert bank.get("/customers/v", 404)


def test_a_hub_is_one_however_its_phone_is_typed(bank: ServedBank, tmp_path: Path) -> None:
    ids = [f"v{i:02}" for i in range(22)]
    ways = ("13855556666", "+86 138 5555 6666")
    bank.load(
        write_files(
            tmp_path / "files",
            customers=[
                {"customer_id": c, "kind": "person", "name": c, "blocked": str(c == "bb").lower()}
                for c in [*ids, "bb"]
            ],
            identifiers=[
                {"customer_id": c, "kind": "phone", "value": ways[i % 2]}
                for i, c in enumerate([*ids, "bb"])
            ],
        )
    )
    bank.derive("--tags", "near_blocked")
    assert bank.holders("near_blocked") == []


def test_pay_days_are_those_of_the_bank(
    bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIME_ZONE", "Asia/Shanghai")
    workers = [f"w{i}" for i in range(6)]
    bank.load(
        write_files(
            tmp_path / "files",
            customers=[{"customer_id": "firm", "kind": "company", "name": "工厂"}]
            + [{"customer_id": w, "kind": "person", "name": w} for w in workers],
            accounts=[{"account_id": f"@{each}"} for each in ["firm", *workers]],
            account_holders=[
                {"account_id": f"@{each}", "customer_id": each} for each in ["firm", *workers]
            ],
            transactions=[
                {"transaction_id": f"{month}{w}", "from_account": "@firm", "to_account": f"@{w}"}
                | {"amount": "8000", "at": f"2026-0{month}-01T00:30:00+08:00"}
                for month in range(2, 7)
                for w in workers
            ],
        )
    )
    bank.derive("--tags", "payroll_employer", "--as-of", "2026-06-30")
    held = bank.holding("firm", "payroll_employer")
    assert "月末" not in held["sentence"]["zh"]
    assert "2026-01" not in str(held["evidence"]["facts"])
